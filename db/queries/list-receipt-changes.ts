import type postgres from "postgres";
import type { ReceiptChange } from "@/lib/receipts/receipt-change";

/** More than a person reads; what a script changes over and over is cut. */
const MAX_CHANGES = 200;

type Row = Omit<ReceiptChange, "number"> & { number: string };

/** The changes of a receipt, the oldest first. Of very many the latest ones, and `cut` says so. */
export async function listReceiptChanges(
  sql: postgres.Sql | postgres.TransactionSql,
  projectId: string,
  receiptId: string,
  limit = MAX_CHANGES,
): Promise<{ changes: ReceiptChange[]; cut: boolean }> {
  const rows = await sql<Row[]>`
    select number, changed_at as "changedAt", origin, author, upload_id as "uploadId", before, after
    from receipt_changes where project_id = ${projectId} and receipt_id = ${receiptId}
    order by number desc limit ${limit + 1}`;
  const changes = rows.slice(0, limit).map((row) => ({
    ...row,
    number: Number(row.number),
    changedAt: new Date(row.changedAt).toISOString(),
  }));
  return { changes: changes.reverse(), cut: rows.length > limit };
}
