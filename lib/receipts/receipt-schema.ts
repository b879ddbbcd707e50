import { z } from "zod";
import { SERVICE_TIERS, STATUSES } from "./receipt";

/** Longest texts, in characters. Keys of cells are short enough together for one index row (2,704 bytes in UTF-8). */
export const LIMITS = {
  id: 200,
  name: 120,
  shortName: 60,
  text: 200,
  labels: 16,
  attempts: 1_000,
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

const text = (max: number) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? "is missing" : "must be a text") })
    .min(1, "must not be empty")
    .max(max, `must not be longer than ${max} characters`)
    .refine(canBeKept, "holds a character that cannot be kept (NUL or half a surrogate pair)");
/** A number as people write it in a spreadsheet of theirs. */
const DECIMAL_COMMA = /^\s*[+-]?\d+,\d+\s*$/;
const notANumber = (words: string) => (issue: { input?: unknown }) =>
  typeof issue.input === "string" && DECIMAL_COMMA.test(issue.input)
    ? "must be a number with a point, as in 0.5"
    : words;
const whole = (max: number) =>
  z
    .int("must be a whole number")
    .min(0, "must not be negative")
    .max(max, `must not be above ${max.toLocaleString("en-US")}`);
const amount = (max: number) =>
  z
    .number({ error: notANumber("must be a number") })
    .min(0, "must not be negative")
    .max(max, `must not be above ${max.toLocaleString("en-US")}`);
const flag = z.boolean("must be true or false");
const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, {
    error: (issue) => (issue.input === undefined ? "is missing" : `must be one of ${values.join(", ")}`),
  });
const count = whole(LIMITS.count).nullish();

/** Input includes both cache counts, output includes reasoning. Further keys are kept as sent. */
const usageSchema = z
  .looseObject({
    input_tokens: whole(LIMITS.tokens).nullish(),
    cache_read_tokens: whole(LIMITS.tokens).nullish(),
    cache_write_tokens: whole(LIMITS.tokens).nullish(),
    output_tokens: whole(LIMITS.tokens).nullish(),
    reasoning_tokens: whole(LIMITS.tokens).nullish(),
  })
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

const attemptSchema = z.object({
  model: text(LIMITS.name),
  effort: text(LIMITS.shortName).nullish(),
  usage: usageSchema.nullish(),
  cost_usd: amount(LIMITS.costUsd).nullish(),
  outcome: text(LIMITS.text).nullish(),
});

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

/** A receipt as it is sent, field by field as in the contract. Times are checked by `parseReceipt`. */
export const receiptSchema = z.object({
  id: text(LIMITS.id),
  started_at: text(LIMITS.text),
  duration_ms: whole(LIMITS.durationMs).nullish(),
  workflow: text(LIMITS.name),
  step: text(LIMITS.name),
  model: text(LIMITS.name),
  effort: text(LIMITS.shortName).nullish(),
  service_tier: oneOf(SERVICE_TIERS).nullish(),
  status: oneOf(STATUSES),
  task_id: text(LIMITS.text).nullish(),
  lane: text(LIMITS.shortName).nullish(),
  harness: text(LIMITS.name).nullish(),
  provider: text(LIMITS.name).nullish(),
  decision_id: text(LIMITS.text).nullish(),
  usage: usageSchema.nullish(),
  cost_usd: amount(LIMITS.costUsd).nullish(),
  tool_calls: count,
  tool_errors: count,
  ...outcomeFields,
  attempts: z
    .array(attemptSchema)
    .max(LIMITS.attempts, `must not have more than ${LIMITS.attempts} attempts`)
    .nullish(),
});
export type WireReceipt = z.infer<typeof receiptSchema>;

const outcomeShape = { status: oneOf(STATUSES).optional(), ...outcomeFields };
const onlyOutcome = `cannot be amended: only the outcome can: ${Object.keys(outcomeShape).join(", ")}`;
export const outcomeSchema = z.strictObject(outcomeShape, {
  error: (issue) => (issue.code === "unrecognized_keys" ? onlyOutcome : undefined),
});
