import { takeBackReview } from "@/lib/receipts/take-back-review";
import { lockCostCaps } from "../cells/cost-cap-lock";
import type { Db } from "../client";
import { listReceiptChanges } from "../queries/list-receipt-changes";
import { listStored } from "./list-stored";
import { inTransaction, writeChanges } from "./write-batch";

/**
 * Takes the last review of a run back, cells and all, and says so in its history.
 *
 * @returns false if something else happened to the run since, or it is not here: nothing is changed then.
 */
export async function undoReview(db: Db, projectId: string, id: string, author: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const capOf = await lockCostCaps(tx, projectId);
    const before = (await listStored(tx, projectId, [id], "lock")).get(id);
    if (!before) return false;
    const { changes } = await listReceiptChanges(tx, projectId, id, 1);
    const now = new Date().toISOString();
    const after = takeBackReview(before, changes[0] ?? null, now);
    if (!after) return false;
    const by = { origin: "undo", author } as const;
    await writeChanges(tx, projectId, { changes: [{ before, after }] }, { capOf, now, uploadId: null, by });
    return true;
  });
}
