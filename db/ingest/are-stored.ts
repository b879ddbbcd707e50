import type postgres from "postgres";
import type { Receipt } from "@/lib/receipts/receipt";
import type { CopyColumns, CopyValue } from "./copy";

/** Everything of a receipt by which a second copy could change it, but for labels and attempts. */
const COMPARED: CopyColumns<Receipt> = [
  ["started_at at time zone 'UTC'", (receipt) => postgresTime(receipt.startedAt)],
  ["duration_ms", (receipt) => receipt.durationMs],
  ["workflow", (receipt) => receipt.workflow],
  ["step", (receipt) => receipt.step],
  ["model", (receipt) => receipt.model],
  ["effort", (receipt) => receipt.effort],
  ["service_tier", (receipt) => receipt.serviceTier],
  ["status", (receipt) => receipt.status],
  ["task_id", (receipt) => receipt.taskId],
  ["lane", (receipt) => receipt.lane],
  ["harness", (receipt) => receipt.harness],
  ["provider", (receipt) => receipt.provider],
  ["decision_id", (receipt) => receipt.decisionId],
  ["uncached_input_tokens", (receipt) => receipt.tokens.uncachedInput],
  ["cache_read_tokens", (receipt) => receipt.tokens.cacheRead],
  ["cache_write_tokens", (receipt) => receipt.tokens.cacheWrite],
  ["output_tokens", (receipt) => receipt.tokens.output],
  ["reasoning_tokens", (receipt) => receipt.tokens.reasoning],
  ["reported_cost_nano_usd", (receipt) => receipt.reportedCostNanoUsd],
  ["tool_calls", (receipt) => receipt.toolCalls],
  ["tool_errors", (receipt) => receipt.toolErrors],
  ["retries", (receipt) => receipt.retries],
  ["validation_failures", (receipt) => receipt.validationFailures],
  ["human_edits", (receipt) => receipt.humanEdits],
  ["human_milli_minutes", (receipt) => receipt.humanMilliMinutes],
  ["first_pass", (receipt) => (receipt.firstPass === null ? null : receipt.firstPass ? "t" : "f")],
  ["stopped_early", (receipt) => (receipt.stoppedEarly === null ? null : receipt.stoppedEarly ? "t" : "f")],
  ["stop_reason", (receipt) => receipt.stopReason],
];
const ROW = `row(${COMPARED.map(([column]) => column).join(", ")})::text`;
const STORED = `select id, ${ROW} as content from receipts where project_id = $1 and id = any($2::text[])`;

/**
 * Whether every one of these receipts is stored just as it is, so that nothing has to be written, nor locked: what is
 * true at one moment is a duplicate then. One short text a receipt is read, in place of all its columns. False only
 * says that it has to be looked at closely.
 */
export async function areStored(tx: postgres.TransactionSql, projectId: string, receipts: Receipt[]): Promise<boolean> {
  if (receipts.length === 0 || receipts.some(({ labels, attempts }) => labels !== null || attempts !== null)) {
    return false;
  }
  const ids = receipts.map(({ id }) => id);
  const rows = await tx.unsafe<{ id: string; content: string }[]>(STORED, [projectId, ids]);
  const stored = new Map(rows.map(({ id, content }) => [id, content]));
  return receipts.every((receipt) => stored.get(receipt.id) === contentOf(receipt));
}

/** As PostgreSQL writes a row: no two rows are written alike, so that equal texts are equal receipts. */
function contentOf(receipt: Receipt): string {
  const fields: string[] = [];
  for (const [, value] of COMPARED) fields.push(field(value(receipt)));
  return `(${fields.join(",")})`;
}

function field(value: CopyValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  if (value !== "" && !/["\\(),\s]/.test(value)) return value;
  return `"${value.replace(/["\\]/g, "$&$&")}"`;
}

/** `2026-11-02T09:30:00.500Z` as PostgreSQL writes it without a zone: `2026-11-02 09:30:00.5`. */
function postgresTime(instant: string): string {
  const seconds = `${instant.slice(0, 10)} ${instant.slice(11, 19)}`;
  const fraction = instant.slice(20, 23).replace(/0+$/, "");
  return fraction === "" ? seconds : `${seconds}.${fraction}`;
}
