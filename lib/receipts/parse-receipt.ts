import type { z } from "zod";
import { usdToNano } from "@/lib/money";
import { type InstantProblem, parseInstant } from "@/lib/time";
import { parsePlain } from "./parse-plain";
import type { Attempt, Receipt, TokenLeaves } from "./receipt";
import { receiptSchema, type WireReceipt, type WireUsage } from "./receipt-schema";
import { sumKnown, sumTokens } from "./sum-tokens";

/** One thing that is wrong with a record, by JSON pointer. */
export type FieldError = { pointer: string; code: string; message: string };
export type ParsedReceipt = { ok: true; receipt: Receipt } | { ok: false; id: string | null; errors: FieldError[] };

export const TIME_PROBLEMS: Record<InstantProblem, string> = {
  no_zone: "needs a time and a zone, as in 2026-11-02T09:30:00Z",
  not_a_time: "is not an ISO 8601 time, as in 2026-11-02T09:30:00Z",
  out_of_range: "must lie between 1970 and 2200",
};
const OWN_USAGE_KEYS = new Set([
  "input_tokens",
  "cache_read_tokens",
  "cache_write_tokens",
  "output_tokens",
  "reasoning_tokens",
]);
const MAX_USAGE_TEXT = 10_000;
/** Sums of costs may differ from the run's by as much as rounding can do. */
const COST_TOLERANCE_NANO_USD = 1_000;

/** An untrusted record to a receipt, or everything that is wrong with it, by field. */
export function parseReceipt(record: unknown): ParsedReceipt {
  const receipt = parsePlain(record);
  return receipt ? { ok: true, receipt } : parseBySchema(record);
}

/** The same by the schema alone, which is what a receipt is. */
export function parseBySchema(record: unknown): ParsedReceipt {
  const parsed = receiptSchema.safeParse(record);
  if (!parsed.success) return { ok: false, id: idOf(record), errors: fieldErrors(parsed.error.issues) };
  const wire = parsed.data;
  const errors: FieldError[] = [];
  const started = parseInstant(wire.started_at);
  if (!started.ok) {
    errors.push({ pointer: "/started_at", code: started.problem, message: TIME_PROBLEMS[started.problem] });
  }
  const usageSent = ownUsage("usage", wire, errors) ?? ownUsage("usage_sent", wire, errors);
  const attempts = wire.attempts?.length ? wire.attempts.map((attempt, i) => toAttempt(attempt, i, errors)) : null;
  const tokens = runTokens(toLeaves(wire.usage), attempts, errors);
  const cost = runCost(wire, attempts, errors);
  if (!started.ok || errors.length > 0) return { ok: false, id: wire.id, errors };
  return {
    ok: true,
    receipt: {
      id: wire.id,
      startedAt: started.instant,
      durationMs: wire.duration_ms ?? null,
      workflow: wire.workflow,
      step: wire.step,
      model: wire.model,
      effort: wire.effort ?? null,
      serviceTier: wire.service_tier ?? null,
      status: wire.status,
      taskId: wire.task_id ?? null,
      lane: wire.lane ?? null,
      harness: wire.harness ?? null,
      provider: wire.provider ?? null,
      decisionId: wire.decision_id ?? null,
      tokens,
      usageSent,
      reportedCostNanoUsd: cost,
      toolCalls: wire.tool_calls ?? null,
      toolErrors: wire.tool_errors ?? null,
      retries: wire.retries ?? null,
      validationFailures: wire.validation_failures ?? null,
      humanEdits: wire.human_edits ?? null,
      humanMilliMinutes: wire.human_minutes == null ? null : Math.round(wire.human_minutes * 1_000),
      firstPass: wire.first_pass ?? null,
      stoppedEarly: wire.stopped_early ?? null,
      stopReason: wire.stop_reason ?? null,
      attempts,
      labels: wire.labels ?? null,
    },
  };
}

/** A JSON pointer (RFC 6901). */
function pointerTo(path: PropertyKey[]): string {
  return path.map((key) => `/${String(key).slice(0, 200).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Zod's issues as the contract's errors; each field that is not known here is one. */
export function fieldErrors(issues: z.core.$ZodIssue[]): FieldError[] {
  return issues
    .flatMap((issue) => {
      const message =
        issue.path.length === 0 && issue.code === "invalid_type" ? "must be a JSON object" : issue.message;
      const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
      return paths.map((path) => ({ pointer: pointerTo(path), code: issue.code, message }));
    })
    .slice(0, 20);
}

function idOf(record: unknown): string | null {
  const id = typeof record === "object" && record !== null && "id" in record ? record.id : null;
  return typeof id === "string" ? id.slice(0, 200) : null;
}

export function toLeaves(usage: WireUsage | null | undefined): TokenLeaves {
  const input = usage?.input_tokens ?? null;
  const output = usage?.output_tokens ?? null;
  const cacheRead = usage?.cache_read_tokens ?? null;
  const cacheWrite = usage?.cache_write_tokens ?? null;
  const reasoning = usage?.reasoning_tokens ?? null;
  return {
    uncachedInput: input === null ? null : input - (cacheRead ?? 0) - (cacheWrite ?? 0),
    cacheRead,
    cacheWrite,
    output: output === null ? null : output - (reasoning ?? 0),
    reasoning,
  };
}

/** The usage as sent, where it says more than our own five counts. */
function ownUsage(
  field: "usage" | "usage_sent",
  { [field]: usage }: WireReceipt,
  errors: FieldError[],
): Record<string, unknown> | null {
  if (!usage || Object.keys(usage).every((key) => OWN_USAGE_KEYS.has(key))) return null;
  const text = JSON.stringify(usage);
  if (text.length > MAX_USAGE_TEXT) {
    errors.push({
      pointer: `/${field}`,
      code: "too_big",
      message: `must not be longer than ${MAX_USAGE_TEXT} characters`,
    });
  }
  if (text.includes("\\u0000")) {
    errors.push({ pointer: `/${field}`, code: "custom", message: "holds a character that cannot be kept (NUL)" });
  }
  return usage;
}

type WireAttempt = NonNullable<WireReceipt["attempts"]>[number];

export function toAttempt(attempt: WireAttempt, place: number, errors: FieldError[]): Attempt {
  return {
    model: attempt.model,
    effort: attempt.effort ?? null,
    tokens: toLeaves(attempt.usage),
    reportedCostNanoUsd: attempt.cost_usd == null ? null : usdToNano(attempt.cost_usd),
    outcome: attempt.outcome ?? null,
    request: attempt.request ? toRequest(attempt.request, `/attempts/${place}/request/at`, errors) : null,
  };
}

function toRequest(
  request: NonNullable<WireAttempt["request"]>,
  pointer: string,
  errors: FieldError[],
): Attempt["request"] {
  const at = parseInstant(request.at);
  if (!at.ok) {
    errors.push({ pointer, code: at.problem, message: TIME_PROBLEMS[at.problem] });
    return null;
  }
  const { provider, service_tier: tier, hour_cache_write_tokens: hourCacheWriteTokens } = request;
  return {
    at: at.instant,
    provider: provider ?? null,
    serviceTier: tier ?? null,
    hourCacheWriteTokens: hourCacheWriteTokens ?? null,
  };
}

/** The run's tokens: its own, which the attempts must add up to, or the attempts' sum where it gives none. */
function runTokens(own: TokenLeaves, attempts: Attempt[] | null, errors: FieldError[]): TokenLeaves {
  if (!attempts) return own;
  const sums = sumTokens(attempts.map(({ tokens }) => tokens));
  if (Object.values(own).every((count) => count === null)) return sums;
  const totals = (leaves: TokenLeaves) => ({
    input_tokens:
      leaves.uncachedInput === null ? null : leaves.uncachedInput + (leaves.cacheRead ?? 0) + (leaves.cacheWrite ?? 0),
    output_tokens: leaves.output === null ? null : leaves.output + (leaves.reasoning ?? 0),
  });
  const [ofRun, ofAttempts] = [totals(own), totals(sums)];
  for (const key of ["input_tokens", "output_tokens"] as const) {
    if (ofRun[key] !== null && ofAttempts[key] !== null && ofRun[key] !== ofAttempts[key]) {
      const message = `the attempts add up to ${ofAttempts[key]} ${key}, the run says ${ofRun[key]}`;
      errors.push({ pointer: `/usage/${key}`, code: "sum_mismatch", message });
    }
  }
  return own;
}

function runCost(wire: WireReceipt, attempts: Attempt[] | null, errors: FieldError[]): number | null {
  const own = wire.cost_usd == null ? null : usdToNano(wire.cost_usd);
  const sum = attempts && sumKnown(attempts.map((attempt) => attempt.reportedCostNanoUsd));
  if (own !== null && sum !== null && Math.abs(own - sum) > COST_TOLERANCE_NANO_USD) {
    const message = `the attempts add up to $${sum / 1e9}, the run says $${own / 1e9}`;
    errors.push({ pointer: "/cost_usd", code: "sum_mismatch", message });
  }
  return own ?? sum;
}
