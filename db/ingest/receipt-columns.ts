import { unknownBits } from "@/lib/receipts/cell-of";
import type { Attempt } from "@/lib/receipts/receipt";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import type { CopyColumns } from "./copy";

/** The columns of a receipt and what goes into each, in the order of COPY. */
export const RECEIPT_COLUMNS: CopyColumns<StoredReceipt> = [
  ["id", (receipt) => receipt.id],
  ["started_at", (receipt) => receipt.startedAt],
  ["day", (receipt) => receipt.day],
  ["duration_ms", (receipt) => receipt.durationMs],
  ["workflow", (receipt) => receipt.workflow],
  ["step", (receipt) => receipt.step],
  ["model", (receipt) => receipt.comparedModel],
  ["effort", (receipt) => receipt.comparedEffort],
  ["model_sent", (receipt) => (isRenamed(receipt) ? receipt.model : null)],
  ["effort_sent", (receipt) => (isRenamed(receipt) ? receipt.effort : null)],
  ["service_tier", (receipt) => receipt.serviceTier],
  ["status", (receipt) => receipt.status],
  ["task_id", (receipt) => receipt.taskId],
  ["lane", (receipt) => receipt.lane],
  ["harness", (receipt) => receipt.harness],
  ["provider", (receipt) => receipt.provider],
  ["decision_id", (receipt) => receipt.decisionId],
  ["assign", (receipt) => receipt.assign],
  ["policy_version", (receipt) => receipt.policyVersion],
  ["uncached_input_tokens", (receipt) => receipt.tokens.uncachedInput],
  ["cache_read_tokens", (receipt) => receipt.tokens.cacheRead],
  ["cache_write_tokens", (receipt) => receipt.tokens.cacheWrite],
  ["output_tokens", (receipt) => receipt.tokens.output],
  ["reasoning_tokens", (receipt) => receipt.tokens.reasoning],
  ["usage_sent", (receipt) => receipt.usageSent && JSON.stringify(receipt.usageSent)],
  ["reported_cost_nano_usd", (receipt) => receipt.reportedCostNanoUsd],
  ["computed_cost_nano_usd", (receipt) => receipt.computedCostNanoUsd],
  ["cost_nano_usd", (receipt) => receipt.costNanoUsd],
  ["cost_source", (receipt) => receipt.costSource],
  ["price_version", (receipt) => receipt.priceVersion],
  ["tool_calls", (receipt) => receipt.toolCalls],
  ["tool_errors", (receipt) => receipt.toolErrors],
  ["retries", (receipt) => receipt.retries],
  ["validation_failures", (receipt) => receipt.validationFailures],
  ["human_edits", (receipt) => receipt.humanEdits],
  ["human_milli_minutes", (receipt) => receipt.humanMilliMinutes],
  ["first_pass", (receipt) => receipt.firstPass],
  ["stopped_early", (receipt) => receipt.stoppedEarly],
  ["stop_reason", (receipt) => receipt.stopReason],
  ["labels", (receipt) => receipt.labels && JSON.stringify(receipt.labels)],
  ["unknown", (receipt) => unknownBits(receipt)],
  ["upload_id", (receipt) => receipt.uploadId],
  ["upload_line", (receipt) => receipt.uploadLine],
  ["received_at", (receipt) => receipt.receivedAt],
  ["amended_at", (receipt) => receipt.amendedAt],
];

function isRenamed({ model, effort, comparedModel, comparedEffort }: StoredReceipt): boolean {
  return model !== comparedModel || effort !== comparedEffort;
}

export type UsageLine = { receiptId: string; position: number; attempt: Attempt };

export const USAGE_LINE_COLUMNS: CopyColumns<UsageLine> = [
  ["receipt_id", (line) => line.receiptId],
  ["position", (line) => line.position],
  ["model", (line) => line.attempt.model],
  ["effort", (line) => line.attempt.effort],
  ["uncached_input_tokens", (line) => line.attempt.tokens.uncachedInput],
  ["cache_read_tokens", (line) => line.attempt.tokens.cacheRead],
  ["cache_write_tokens", (line) => line.attempt.tokens.cacheWrite],
  ["output_tokens", (line) => line.attempt.tokens.output],
  ["reasoning_tokens", (line) => line.attempt.tokens.reasoning],
  ["reported_cost_nano_usd", (line) => line.attempt.reportedCostNanoUsd],
  ["outcome", (line) => line.attempt.outcome],
  ["requested_at", (line) => line.attempt.request?.at ?? null],
  ["provider", (line) => line.attempt.request?.provider ?? null],
  ["service_tier", (line) => line.attempt.request?.serviceTier ?? null],
  ["cache_write_1h_tokens", (line) => line.attempt.request?.hourCacheWriteTokens ?? null],
];
