/** The columns of receipts as CSV, by their names in the contract: the file can be uploaded again as it is. */
export const CSV_COLUMNS = [
  "id",
  "started_at",
  "duration_ms",
  "workflow",
  "step",
  "model",
  "effort",
  "service_tier",
  "status",
  "task_id",
  "lane",
  "harness",
  "provider",
  "decision_id",
  "usage.input_tokens",
  "usage.cache_read_tokens",
  "usage.cache_write_tokens",
  "usage.output_tokens",
  "usage.reasoning_tokens",
  "cost_usd",
  "tool_calls",
  "tool_errors",
  "retries",
  "validation_failures",
  "human_edits",
  "human_minutes",
  "first_pass",
  "stopped_early",
  "stop_reason",
];

/** The fields of a receipt as it is sent, in the order of the columns; what is unknown is empty. */
export function csvFields(wire: Record<string, unknown>): string[] {
  const usage = (wire.usage ?? {}) as Record<string, unknown>;
  return CSV_COLUMNS.map((column) => {
    const value = column.startsWith("usage.") ? usage[column.slice("usage.".length)] : wire[column];
    return value === null || value === undefined ? "" : String(value);
  });
}
