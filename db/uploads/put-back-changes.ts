import type { ChangedValues } from "@/lib/receipts/receipt-change";
import { takeBack } from "@/lib/receipts/take-back";
import { lockCostCaps } from "../cells/cost-cap-lock";
import type { Db } from "../client";
import { listStored } from "../ingest/list-stored";
import { inTransaction, writeChanges } from "../ingest/write-batch";
import { createPriceBookReader } from "../pricing/price-book-reader";
import type { UndoTarget } from "./undo-upload";
import { withoutPlace } from "./without-place";

type Context = { dayOf: (instant: string) => string; author: string | null };
type ChangeRow = { number: string; receipt_id: string; changed_at: Date; before: ChangedValues; after: ChangedValues };

const CHANGES_AT_A_TIME = 1_000;

/**
 * Takes back the latest of an upload's amendments that are left, with cells and history; false if none is. From the
 * latest on, so that a receipt that it amended twice goes back step by step, in one batch or in several.
 */
export async function putBackChanges(db: Db, { projectId, uploadId }: UndoTarget, context: Context): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const capOf = await lockCostCaps(tx, projectId);
    const { price, compareAs } = await createPriceBookReader(projectId)(tx);
    const rows = await tx<ChangeRow[]>`
      select change.number, receipt_id, changed_at, before, after from receipt_changes as change
      join uploads as upload on upload.project_id = change.project_id and upload.id = change.upload_id
      where change.project_id = ${projectId} and change.upload_id = ${uploadId} and origin <> 'undo'
        and change.number > upload.undone_to and (upload.undo_before is null or change.number < upload.undo_before)
      order by change.number desc limit ${CHANGES_AT_A_TIME}`;
    const last = rows.at(-1);
    if (!last) return false;
    const ids = [...new Set(rows.map((row) => row.receipt_id))];
    const stored = await listStored(tx, projectId, ids, "lock");
    const current = new Map(stored);
    for (const row of rows) {
      const known = current.get(row.receipt_id);
      // One that was inserted later, under the id of one that is gone, is not the one that was changed.
      if (!known || new Date(row.changed_at).toISOString() < known.receivedAt) continue;
      current.set(row.receipt_id, takeBack(known, row, { ...context, price, compareAs }));
    }
    const now = new Date().toISOString();
    const changes = [...current].flatMap(([id, receipt]) => {
      const before = stored.get(id);
      return before && before !== receipt ? [{ before, after: withoutPlace(receipt, uploadId, now) }] : [];
    });
    const by = { origin: "undo" as const, author: context.author };
    await writeChanges(tx, projectId, { changes }, { capOf, now, uploadId, by });
    await tx`update uploads set put_back = put_back + ${changes.length}, undo_before = ${last.number}
      where project_id = ${projectId} and id = ${uploadId}`;
    return true;
  });
}
