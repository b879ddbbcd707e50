/** A receipt, or the layout that a mapping was applied to. */
const RUN_PER_RECORD: ReadonlySet<string> = new Set(["receipt", "ndjson", "json", "csv"]);

/** Whether a record of such a file is a run; of outcomes it is what became of one, of a foreign format a piece of one. */
export function isRunPerRecord(format: string | null): boolean {
  return format !== null && RUN_PER_RECORD.has(format);
}
