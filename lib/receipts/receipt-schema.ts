import { z } from "zod";
import { SERVICE_TIERS, STATUSES } from "./receipt";

/** Longest texts, in characters. Keys of cells are short enough together for one index row (2,704 bytes in UTF-8). */
export const LIMITS = {
  id: 200,
  name: 120,
  shortName: 60,
  text: 200,
  labels: 16,
  attempts: 10_000,
  count: 100_000,
  tokens: 10_000_000_000,
  costUsd: 1_000_000,
  humanMinutes: 1_000_000,
  durationMs: 31_536_000_000,
} as const;

/** Not NUL, which no text column keeps, and no halves of surrogate pairs, which are no characters. */
function canBeKept(value: string): boolean {
  return !value.includes("\0") && !/\p{Surrogate}/u.test(value);
}

const aText = () => z.string({ error: (issue) => (issue.input === undefined ? "is missing" : "must be a text") });
const bounded = (of: z.ZodString, max: number) =>
  of
    .min(1, "must not be empty")
    .max(max, `must not be longer than ${max} characters`)
    .refine(canBeKept, "holds a character that cannot be kept (NUL or half a surrogate pair)");
const text = (max: number) => bounded(aText(), max);
/** A text that runs are told apart or grouped by: white space around it is taken off, as nobody means it. */
const name = (max: number) => bounded(aText().trim(), max);
/** A number as people write it in a spreadsheet of theirs. */
const DECIMAL_COMMA = /^\s*[+-]?\d+,\d+\s*$/;
const aboveWords = (max: number) => `must not be above ${max.toLocaleString("en-US")}`;
/** Each number has one error at most, so that no second one is said of a value that is none. */
const limited = (of: z.ZodNumber, max: number) =>
  of.min(0, { error: "must not be negative", abort: true }).max(max, { error: aboveWords(max), abort: true });
const whole = (max: number) => {
  // A number that is too big to be a safe integer is too big, and not "no whole number" besides.
  const words: Record<string, string> = { too_big: aboveWords(max), too_small: "must not be negative" };
  return limited(z.int({ error: ({ code }) => words[code ?? ""] ?? "must be a whole number", abort: true }), max);
};
const amount = (max: number) =>
  limited(
    z.number({
      error: ({ input }) =>
        typeof input === "string" && DECIMAL_COMMA.test(input)
          ? "must be a number with a point, as in 0.5"
          : "must be a number",
    }),
    max,
  );
const flag = z.boolean("must be true or false");
const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, {
    error: (issue) => (issue.input === undefined ? "is missing" : `must be one of ${values.join(", ")}`),
  });
const count = whole(LIMITS.count).nullish();

/** Input includes both cache counts, output includes reasoning. Further keys are kept as sent. */
const usageSchema = z
  .looseObject(
    {
      input_tokens: whole(LIMITS.tokens).nullish(),
      cache_read_tokens: whole(LIMITS.tokens).nullish(),
      cache_write_tokens: whole(LIMITS.tokens).nullish(),
      output_tokens: whole(LIMITS.tokens).nullish(),
      reasoning_tokens: whole(LIMITS.tokens).nullish(),
    },
    "must be an object of token counts",
  )
  .refine(
    (usage) =>
      (usage.cache_read_tokens ?? 0) + (usage.cache_write_tokens ?? 0) <=
      (usage.input_tokens ?? Number.POSITIVE_INFINITY),
    {
      path: ["input_tokens"],
      error: "must include cache reads and cache writes, and is less than them",
    },
  )
  .refine((usage) => (usage.reasoning_tokens ?? 0) <= (usage.output_tokens ?? Number.POSITIVE_INFINITY), {
    path: ["output_tokens"],
    error: "must include reasoning, and is less than it",
  });
export type WireUsage = z.infer<typeof usageSchema>;

const attemptSchema = z.object(
  {
    model: name(LIMITS.name),
    effort: name(LIMITS.shortName).nullish(),
    usage: usageSchema.nullish(),
    cost_usd: amount(LIMITS.costUsd).nullish(),
    outcome: text(LIMITS.text).nullish(),
    request: z
      .object(
        {
          at: text(LIMITS.text),
          provider: name(LIMITS.name).nullish(),
          service_tier: oneOf(SERVICE_TIERS).nullish(),
          hour_cache_write_tokens: whole(LIMITS.tokens).nullish(),
        },
        "must be an object",
      )
      .nullish(),
  },
  "must be an object",
);

const labelsSchema = z
  .record(text(LIMITS.text), text(LIMITS.text), "must be an object of texts")
  .refine((labels) => Object.keys(labels).length <= LIMITS.labels, `must not have more than ${LIMITS.labels} labels`);

/** What can still become known after the run: the fields of `PATCH /api/receipts/{id}`. */
const outcomeFields = {
  retries: count,
  validation_failures: count,
  human_edits: count,
  human_minutes: amount(LIMITS.humanMinutes).nullish(),
  first_pass: flag.nullish(),
  stopped_early: flag.nullish(),
  stop_reason: text(LIMITS.text).nullish(),
  labels: labelsSchema.nullish(),
};

/**
 * A receipt as it is sent, field by field as in the contract. Times are checked by `parseReceipt`. White space around
 * ids and names is taken off; one that is nothing else is refused as empty.
 */
export const receiptSchema = z.object({
  id: name(LIMITS.id),
  started_at: text(LIMITS.text),
  duration_ms: whole(LIMITS.durationMs).nullish(),
  workflow: name(LIMITS.name),
  step: name(LIMITS.name),
  model: name(LIMITS.name),
  effort: name(LIMITS.shortName).nullish(),
  service_tier: oneOf(SERVICE_TIERS).nullish(),
  status: oneOf(STATUSES),
  task_id: name(LIMITS.text).nullish(),
  lane: name(LIMITS.shortName).nullish(),
  harness: name(LIMITS.name).nullish(),
  provider: name(LIMITS.name).nullish(),
  decision_id: name(LIMITS.text).nullish(),
  usage: usageSchema.nullish(),
  /** As exports have it, where `usage` holds our own counts alone. */
  usage_sent: z.looseObject({}, "must be an object").nullish(),
  cost_usd: amount(LIMITS.costUsd).nullish(),
  tool_calls: count,
  tool_errors: count,
  ...outcomeFields,
  attempts: z
    .array(attemptSchema, "must be a list of attempts")
    .max(LIMITS.attempts, `must not have more than ${LIMITS.attempts} attempts`)
    .nullish(),
});
export type WireReceipt = z.infer<typeof receiptSchema>;

const outcomeShape = { status: oneOf(STATUSES).optional(), ...outcomeFields };
const onlyOutcome = `cannot be amended: only the outcome can: ${Object.keys(outcomeShape).join(", ")}`;
export const outcomeSchema = z.strictObject(outcomeShape, {
  error: (issue) => (issue.code === "unrecognized_keys" ? onlyOutcome : undefined),
});

/** A line of an outcomes file: which run it is about, and its outcome. */
export const outcomeLineSchema = z
  .object({
    ...{ id: name(LIMITS.id).nullish(), task_id: name(LIMITS.text).nullish() },
    ...{ workflow: name(LIMITS.name).nullish(), step: name(LIMITS.name).nullish() },
    ...{ model: name(LIMITS.name).nullish(), effort: name(LIMITS.shortName).nullish() },
    ...outcomeFields,
    status: oneOf(STATUSES).nullish(),
  })
  .refine(({ id, task_id }) => id != null || task_id != null, {
    path: ["id"],
    error: "is missing, and there is no task_id either",
  });
