import type { Attempt, PricedReceipt, TokenLeaves } from "@/lib/receipts/receipt";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";

/** A row of `receipts` as the driver gives it: 64-bit integers and instants are texts, JSON is parsed. */
export type ReceiptRow = Record<string, unknown> & { id: string };
export type UsageLineRow = Record<string, unknown> & { receipt_id: string };

/** A row of the receipts table, with its usage lines in order, as the receipt that was written. */
export function readStored(row: ReceiptRow, lines: UsageLineRow[]): StoredReceipt {
  return {
    id: row.id,
    startedAt: instant(row.started_at),
    durationMs: number(row.duration_ms),
    workflow: String(row.workflow),
    step: String(row.step),
    ...namesOf(row),
    serviceTier: text(row.service_tier) as PricedReceipt["serviceTier"],
    status: String(row.status) as PricedReceipt["status"],
    taskId: text(row.task_id),
    lane: text(row.lane),
    harness: text(row.harness),
    provider: text(row.provider),
    decisionId: text(row.decision_id),
    tokens: leaves(row),
    usageSent: (row.usage_sent as Record<string, unknown> | null) ?? null,
    reportedCostNanoUsd: number(row.reported_cost_nano_usd),
    computedCostNanoUsd: number(row.computed_cost_nano_usd),
    costNanoUsd: number(row.cost_nano_usd),
    costSource: String(row.cost_source) as PricedReceipt["costSource"],
    priceVersion: text(row.price_version),
    toolCalls: number(row.tool_calls),
    toolErrors: number(row.tool_errors),
    retries: number(row.retries),
    validationFailures: number(row.validation_failures),
    humanEdits: number(row.human_edits),
    humanMilliMinutes: number(row.human_milli_minutes),
    firstPass: flag(row.first_pass),
    stoppedEarly: flag(row.stopped_early),
    stopReason: text(row.stop_reason),
    attempts: lines.length > 0 ? lines.map(attempt) : null,
    labels: (row.labels as Record<string, string> | null) ?? null,
    day: String(row.day),
    assign: String(row.assign) as StoredReceipt["assign"],
    policyVersion: Number(row.policy_version),
    uploadId: text(row.upload_id),
    uploadLine: number(row.upload_line),
    receivedAt: instant(row.received_at),
    amendedAt: row.amended_at === null ? null : instant(row.amended_at),
  };
}

/** What was sent, and what it is compared as: two names only where they differ. */
function namesOf(row: ReceiptRow): Pick<StoredReceipt, "model" | "effort" | "comparedModel" | "comparedEffort"> {
  const compared = { comparedModel: String(row.model), comparedEffort: text(row.effort) };
  const sent = text(row.model_sent);
  return sent === null
    ? { model: compared.comparedModel, effort: compared.comparedEffort, ...compared }
    : { model: sent, effort: text(row.effort_sent), ...compared };
}

function attempt(row: UsageLineRow): Attempt {
  return {
    model: String(row.model),
    effort: text(row.effort),
    tokens: leaves(row),
    reportedCostNanoUsd: number(row.reported_cost_nano_usd),
    outcome: text(row.outcome),
    request: row.requested_at === null ? null : requestOf(row),
  };
}

function requestOf(row: UsageLineRow): Attempt["request"] {
  return {
    at: instant(row.requested_at),
    provider: text(row.provider),
    serviceTier: text(row.service_tier) as PricedReceipt["serviceTier"],
    hourCacheWriteTokens: number(row.cache_write_1h_tokens),
  };
}

function leaves(row: Record<string, unknown>): TokenLeaves {
  return {
    uncachedInput: number(row.uncached_input_tokens),
    cacheRead: number(row.cache_read_tokens),
    cacheWrite: number(row.cache_write_tokens),
    output: number(row.output_tokens),
    reasoning: number(row.reasoning_tokens),
  };
}

function number(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function text(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

function flag(value: unknown): boolean | null {
  return value === null || value === undefined ? null : Boolean(value);
}

/** PostgreSQL's own form (`2026-11-02 09:30:00+00`) to ISO 8601. */
function instant(value: unknown): string {
  return new Date(String(value)).toISOString();
}
