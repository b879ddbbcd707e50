import type postgres from "postgres";
import { CellDeltas } from "@/lib/receipts/cell-deltas";
import type { CapOf } from "@/lib/receipts/cost-caps";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import { applyCells } from "./apply-cells";

/** Removes receipts, which must be locked by now, with their usage lines and what they add to cells. */
export async function removeReceipts(
  tx: postgres.TransactionSql,
  projectId: string,
  removed: readonly StoredReceipt[],
  capOf: CapOf,
): Promise<void> {
  if (removed.length === 0) return;
  const deltas = new CellDeltas();
  for (const receipt of removed) deltas.remove(receipt, capOf);
  await tx`delete from receipts where project_id = ${projectId} and id = any(${removed.map(({ id }) => id)}::text[])`;
  await applyCells(tx, projectId, deltas.sorted());
}
