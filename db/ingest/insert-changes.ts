import type postgres from "postgres";
import type { BatchPlan } from "@/lib/receipts/plan-batch";
import { type ChangeOrigin, changedValues } from "@/lib/receipts/receipt-change";

/** By what and by whom receipts are changed; the author is null where nobody knows. */
export type ChangedBy = { origin: ChangeOrigin; author: string | null };

/** Writes the history of those receipts that were there before, in the transaction that changes them. */
export async function insertChanges(
  tx: postgres.TransactionSql,
  projectId: string,
  changes: BatchPlan["changes"],
  { now, uploadId, by }: { now: string; uploadId: string | null; by: ChangedBy },
): Promise<void> {
  const rows = changes.flatMap(({ before, after }) => {
    const values = before && changedValues(before, after);
    return values ? [{ receipt_id: after.id, ...values }] : [];
  });
  if (rows.length === 0) return;
  await tx.unsafe(
    `insert into receipt_changes (project_id, receipt_id, changed_at, origin, author, upload_id, before, after)
     select $1, row.receipt_id, $2::timestamptz, $3, $4::text, $5::text, row.before, row.after
     from json_to_recordset($6::json) as row(receipt_id text, before jsonb, after jsonb)`,
    [projectId, now, by.origin, by.author, uploadId, JSON.stringify(rows)],
  );
}
