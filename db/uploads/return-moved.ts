import type postgres from "postgres";
import type { PartsPlan } from "@/lib/receipts/formats/plan-parts";
import type { BatchContext } from "@/lib/receipts/plan-batch";
import type { ChangedValues } from "@/lib/receipts/receipt-change";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import { takeBack } from "@/lib/receipts/take-back";

type MovedRow = { receipt_id: string; before: ChangedValues; after: ChangedValues };

/**
 * What was said of a run that went to another with its parts goes back with them: into the run that is there again, and
 * out of the other where it still stands. To be done after all that is planned.
 */
export async function returnMoved(
  tx: postgres.TransactionSql,
  projectId: string,
  plan: PartsPlan,
  stored: ReadonlyMap<string, StoredReceipt>,
  context: BatchContext,
): Promise<PartsPlan["handedOn"]> {
  const fresh = plan.changes.flatMap(({ before, after }) => (before ? [] : [after.id]));
  if (fresh.length === 0) return [];
  const removed = new Set(plan.removed.map(({ id }) => id));
  const current = new Map([...stored].filter(([id]) => !removed.has(id)));
  for (const { after } of [...plan.changes, ...plan.handedOn]) {
    if (!removed.has(after.id)) current.set(after.id, after);
  }
  // The last that happened to a run that was moved; what it was given to was changed in the same transaction.
  const rows = await tx<MovedRow[]>`
    with last as (
      select distinct on (receipt_id) receipt_id, changed_at, origin from receipt_changes
      where project_id = ${projectId} and receipt_id = any(${fresh}::text[])
      order by receipt_id, number desc
    )
    select receipt_id, before, after from receipt_changes
    where project_id = ${projectId} and receipt_id = any(${[...current.keys()]}::text[]) and origin = 'moved'
      and changed_at in (select changed_at from last where origin = 'moved')
    order by number desc`;
  return rows.flatMap((row) => {
    const before = current.get(row.receipt_id);
    const after = before && takeBack(before, row, context);
    if (!before || !after || after === before) return [];
    current.set(row.receipt_id, after);
    return [{ before, after }];
  });
}
