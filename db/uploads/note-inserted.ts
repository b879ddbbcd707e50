import type postgres from "postgres";
import type { BatchPlan } from "@/lib/receipts/plan-batch";

/** Notes which receipts an upload's batch inserted, in the batch's transaction, so that it can be undone. */
export async function noteInserted(
  tx: postgres.TransactionSql,
  projectId: string,
  uploadId: string | null,
  changes: BatchPlan["changes"],
): Promise<void> {
  if (uploadId === null) return;
  const ids = changes.flatMap(({ before, after }) => (before ? [] : [after.id]));
  if (ids.length === 0) return;
  await tx`
    insert into upload_inserts (project_id, upload_id, receipt_ids)
    values (${projectId}, ${uploadId}, ${ids}::text[])`;
}
