import { lockCostCaps } from "../cells/cost-cap-lock";
import type { Db } from "../client";
import { listStored } from "../ingest/list-stored";
import { removeReceipts } from "../ingest/remove-receipts";
import { inTransaction } from "../ingest/write-batch";
import type { UndoTarget } from "./undo-upload";

/** Removes the last batch of receipts that an upload inserted, with its cells; false if none is left. */
export async function removeInserted(db: Db, { projectId, uploadId }: UndoTarget): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const capOf = await lockCostCaps(tx, projectId);
    const [batch] = await tx<{ number: string; receipt_ids: string[] }[]>`
      select number, receipt_ids from upload_inserts
      where project_id = ${projectId} and upload_id = ${uploadId}
      order by number desc limit 1 for update`;
    if (!batch) return false;
    const stored = await listStored(tx, projectId, batch.receipt_ids, "lock");
    await removeReceipts(tx, projectId, [...stored.values()], capOf);
    await tx`delete from upload_inserts
      where project_id = ${projectId} and upload_id = ${uploadId} and number = ${batch.number}`;
    await tx`update uploads set removed = removed + ${stored.size}
      where project_id = ${projectId} and id = ${uploadId}`;
    return true;
  });
}
