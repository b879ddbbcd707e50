import { usdToNano } from "@/lib/money";
import { parseInstant } from "@/lib/time";
import { type Receipt, SERVICE_TIERS, STATUSES, type TokenLeaves } from "./receipt";
import { LIMITS } from "./receipt-schema";

/** Printable ASCII without white space around it: nothing to trim, and nothing that cannot be kept. */
const PLAIN = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
const STATUS_SET = new Set<unknown>(STATUSES);
const TIER_SET = new Set<unknown>(SERVICE_TIERS);
const OWN_USAGE_KEYS = new Set([
  "input_tokens",
  "cache_read_tokens",
  "cache_write_tokens",
  "output_tokens",
  "reasoning_tokens",
]);

/** A value that this file does not decide on. */
const ASK: unique symbol = Symbol("ask the schema");

/**
 * The quick way through `parseReceipt` for the records that most are: plain texts, no attempts, no labels, no usage
 * counts but our own. It never says that a record is wrong: null means that the schema has to be asked, which alone
 * knows the words. A property test holds it to the schema's verdicts and results.
 */
export function parsePlain(record: unknown): Receipt | null {
  if (typeof record !== "object" || record === null || Array.isArray(record)) return null;
  const wire = record as Record<string, unknown>;
  if (wire.attempts != null || wire.labels != null || wire.usage_sent != null) return null;
  const { started_at: startedAt, status } = wire;
  if (!isText(startedAt, LIMITS.text) || !STATUS_SET.has(status)) return null;
  if (!isText(wire.id, LIMITS.id) || !isText(wire.workflow, LIMITS.name)) return null;
  if (!isText(wire.step, LIMITS.name) || !isText(wire.model, LIMITS.name)) return null;
  const started = parseInstant(startedAt);
  const tokens = readUsage(wire.usage);
  const serviceTier = wire.service_tier ?? null;
  if (!started.ok || !tokens || (serviceTier !== null && !TIER_SET.has(serviceTier))) return null;
  const durationMs = whole(wire.duration_ms, LIMITS.durationMs);
  const effort = text(wire.effort, LIMITS.shortName);
  const taskId = text(wire.task_id, LIMITS.text);
  const lane = text(wire.lane, LIMITS.shortName);
  const harness = text(wire.harness, LIMITS.name);
  const provider = text(wire.provider, LIMITS.name);
  const decisionId = text(wire.decision_id, LIMITS.text);
  const stopReason = text(wire.stop_reason, LIMITS.text);
  const costUsd = amount(wire.cost_usd, LIMITS.costUsd);
  const humanMinutes = amount(wire.human_minutes, LIMITS.humanMinutes);
  const toolCalls = whole(wire.tool_calls, LIMITS.count);
  const toolErrors = whole(wire.tool_errors, LIMITS.count);
  const retries = whole(wire.retries, LIMITS.count);
  const validationFailures = whole(wire.validation_failures, LIMITS.count);
  const humanEdits = whole(wire.human_edits, LIMITS.count);
  const firstPass = flag(wire.first_pass);
  const stoppedEarly = flag(wire.stopped_early);
  if (effort === ASK || taskId === ASK || lane === ASK || harness === ASK || provider === ASK) return null;
  if (decisionId === ASK || stopReason === ASK || firstPass === ASK || stoppedEarly === ASK) return null;
  if (durationMs === ASK || costUsd === ASK || humanMinutes === ASK || toolCalls === ASK) return null;
  if (toolErrors === ASK || retries === ASK || validationFailures === ASK || humanEdits === ASK) return null;
  return {
    id: wire.id,
    startedAt: started.instant,
    durationMs,
    workflow: wire.workflow,
    step: wire.step,
    model: wire.model,
    effort,
    serviceTier: serviceTier as Receipt["serviceTier"],
    status: status as Receipt["status"],
    taskId,
    lane,
    harness,
    provider,
    decisionId,
    tokens,
    usageSent: null,
    reportedCostNanoUsd: costUsd === null ? null : usdToNano(costUsd),
    toolCalls,
    toolErrors,
    retries,
    validationFailures,
    humanEdits,
    humanMilliMinutes: humanMinutes === null ? null : Math.round(humanMinutes * 1_000),
    firstPass,
    stoppedEarly,
    stopReason,
    attempts: null,
    labels: null,
  };
}

const UNKNOWN_USAGE: TokenLeaves = {
  uncachedInput: null,
  cacheRead: null,
  cacheWrite: null,
  output: null,
  reasoning: null,
};

function readUsage(value: unknown): TokenLeaves | null {
  if (value === undefined || value === null) return { ...UNKNOWN_USAGE };
  if (typeof value !== "object" || Array.isArray(value)) return null;
  const usage = value as Record<string, unknown>;
  for (const key in usage) if (!OWN_USAGE_KEYS.has(key)) return null;
  const input = whole(usage.input_tokens, LIMITS.tokens);
  const cacheRead = whole(usage.cache_read_tokens, LIMITS.tokens);
  const cacheWrite = whole(usage.cache_write_tokens, LIMITS.tokens);
  const output = whole(usage.output_tokens, LIMITS.tokens);
  const reasoning = whole(usage.reasoning_tokens, LIMITS.tokens);
  if (input === ASK || cacheRead === ASK || cacheWrite === ASK || output === ASK || reasoning === ASK) return null;
  const uncachedInput = input === null ? null : input - (cacheRead ?? 0) - (cacheWrite ?? 0);
  const rest = output === null ? null : output - (reasoning ?? 0);
  if ((uncachedInput ?? 0) < 0 || (rest ?? 0) < 0) return null;
  return { uncachedInput, cacheRead, cacheWrite, output: rest, reasoning };
}

function isText(value: unknown, max: number): value is string {
  return typeof value === "string" && value.length <= max && PLAIN.test(value);
}

function text(value: unknown, max: number): string | null | typeof ASK {
  if (value === undefined || value === null) return null;
  return isText(value, max) ? value : ASK;
}

function whole(value: unknown, max: number): number | null | typeof ASK {
  if (value === undefined || value === null) return null;
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max ? value : ASK;
}

function amount(value: unknown, max: number): number | null | typeof ASK {
  if (value === undefined || value === null) return null;
  return typeof value === "number" && value >= 0 && value <= max ? value : ASK;
}

function flag(value: unknown): boolean | null | typeof ASK {
  if (value === undefined || value === null) return null;
  return typeof value === "boolean" ? value : ASK;
}
