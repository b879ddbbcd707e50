import { readField } from "@/lib/csv";
import { compileMapping, LABEL, REQUIRED_TARGETS, TARGETS } from "./mapping";

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
  "labels",
  "attempts",
  "usage_sent",
];
/** Columns that hold JSON, as the receipt that is sent has it. It starts with no sign of a formula. */
const JSON_COLUMNS = ["labels", "attempts", "usage_sent"];

/** The fields of a receipt as it is sent, in the order of the columns; what is unknown is empty. */
export function csvFields(wire: Record<string, unknown>): string[] {
  const usage = (wire.usage ?? {}) as Record<string, unknown>;
  return CSV_COLUMNS.map((column) => {
    const value = column.startsWith("usage.") ? usage[column.slice("usage.".length)] : wire[column];
    if (value === null || value === undefined) return "";
    return JSON_COLUMNS.includes(column) ? JSON.stringify(value) : String(value);
  });
}

/** Whether columns are those of receipts: all of them are ours, and those that every receipt has are there. */
export function areReceiptColumns(names: string[]): boolean {
  return (
    names.every((name) => Object.hasOwn(TARGETS, name) || LABEL.test(name) || JSON_COLUMNS.includes(name)) &&
    ["id", ...REQUIRED_TARGETS].every((name) => names.includes(name))
  );
}

const fieldsOf = compileMapping(Object.fromEntries(Object.keys(TARGETS).map((target) => [target, target])));

/** A row of receipts as CSV, by column, as the receipt that is sent: the inverse of `csvFields` and `csvLine`. */
export function csvReceipt(row: Record<string, unknown>): Record<string, unknown> {
  const texts = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === "string" ? readField(value) : value,
  ]);
  const labels = texts
    .filter(([name]) => LABEL.test(String(name)))
    .map(([name, value]) => [String(name).slice(7), value]);
  const wire = fieldsOf(Object.fromEntries(texts));
  for (const [name, value] of texts) if (JSON_COLUMNS.includes(String(name))) wire[String(name)] = parsedOrText(value);
  if (labels.length === 0) return wire;
  const together = typeof wire.labels === "object" && !Array.isArray(wire.labels) ? wire.labels : {};
  return { ...wire, labels: { ...together, ...Object.fromEntries(labels) } };
}

/** What is no JSON stays as it is, for validation to name. */
function parsedOrText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
