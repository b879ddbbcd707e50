import { compileMapping } from "../mapping";
import { type FieldError, parseReceipt } from "../parse-receipt";
import type { Receipt } from "../receipt";
import { isObject } from "./otlp-value";
import type { FactsPart } from "./source-format";
import type { Span } from "./span";

export type Facts = FactsPart["facts"];

/** Attributes of ours that say something of the run, by the field of the receipt that they are. */
const FACT_OF = {
  workflow: "workflow",
  step: "step",
  model: "model",
  effort: "effort",
  service_tier: "serviceTier",
  status: "status",
  started_at: "startedAt",
  duration_ms: "durationMs",
  task_id: "taskId",
  lane: "lane",
  harness: "harness",
  provider: "provider",
  decision_id: "decisionId",
  cost_usd: "reportedCostNanoUsd",
  tool_calls: "toolCalls",
  tool_errors: "toolErrors",
  retries: "retries",
  validation_failures: "validationFailures",
  human_edits: "humanEdits",
  human_minutes: "humanMilliMinutes",
  first_pass: "firstPass",
  stopped_early: "stoppedEarly",
  stop_reason: "stopReason",
} as const satisfies Record<string, keyof Facts>;
type Field = keyof typeof FACT_OF;

const FIELDS = Object.keys(FACT_OF) as Field[];
const OURS = "payoff.";
const LABELS = "labels.";
/** Texts as numbers and flags where the field wants them: attributes from the environment are texts all. */
const toWire = compileMapping(Object.fromEntries(FIELDS.map((field) => [field, field])));

/**
 * What `payoff.*` attributes say of the run: every field of a receipt but `id`, `usage` and `attempts`, which come from
 * the spans, and `payoff.labels.NAME`. A span's own win over its resource's. Checked as a receipt is.
 */
export function readFacts(span: Span): { facts: Facts } | { errors: FieldError[] } {
  const said: Record<string, unknown> = {};
  const labels: [string, unknown][] = [];
  const unknown: string[] = [];
  for (const [name, value] of [...span.resource, ...span.attributes]) {
    if (!name.startsWith(OURS)) continue;
    const field = name.slice(OURS.length);
    if (field.startsWith(LABELS)) labels.push([field.slice(LABELS.length), value]);
    else if (Object.hasOwn(FACT_OF, field)) said[field] = value;
    else unknown.push(field);
  }
  const errors = unknown.map((field) => ({
    pointer: `${span.pointer}/attributes/${OURS}${field}`.slice(0, 300),
    code: "unrecognized_keys",
    message: `is none of ours; these are: ${[...FIELDS, `${LABELS}NAME`].map((each) => OURS + each).join(", ")}`,
  }));
  const wire = { ...toWire(said), ...(labels.length > 0 && { labels: Object.fromEntries(labels) }) };
  const parsed = parseReceipt({ ...COMPLETE, started_at: span.at, ...wire });
  if (!parsed.ok) {
    for (const { pointer, ...error } of parsed.errors) {
      errors.push({ ...error, pointer: `${span.pointer}/attributes/${OURS}${pointer.slice(1).replaceAll("/", ".")}` });
    }
  }
  if (!parsed.ok || errors.length > 0) return { errors };
  return { facts: pick(parsed.receipt, wire) };
}

/** What makes a complete receipt of the facts, so that they are checked by the same rules; nothing of it is kept. */
const COMPLETE = { id: "-", workflow: "-", step: "-", model: "-", status: "pending" };

function pick(receipt: Receipt, wire: object): Facts {
  const said = FIELDS.filter((field) => field in wire).map((field) => [FACT_OF[field], receipt[FACT_OF[field]]]);
  const facts: Facts = Object.fromEntries(said);
  if ("labels" in wire && isObject(receipt.labels)) facts.labels = receipt.labels;
  return facts;
}
