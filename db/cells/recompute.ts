import type postgres from "postgres";
import { type CellDelta, CellDeltas } from "@/lib/receipts/cell-deltas";
import { capsByStep } from "@/lib/receipts/cost-caps";
import { type ReceiptRow, readStored } from "../ingest/read-stored";
import { listCostCaps } from "../queries/list-cost-caps";

const ROWS_AT_A_TIME = 5_000;

/** All cells of a project as they follow from its receipts and cost caps. Receipts are read through a cursor: memory grows with cells. */
export async function recomputeCells(
  tx: postgres.TransactionSql,
  projectId: string,
): Promise<{ cells: CellDelta[]; receipts: number }> {
  const capOf = capsByStep(await listCostCaps(tx, projectId));
  const cells = new CellDeltas();
  let receipts = 0;
  const cursor = tx<ReceiptRow[]>`select * from receipts where project_id = ${projectId}`.cursor(ROWS_AT_A_TIME);
  for await (const rows of cursor) {
    // Attempts are in no cell.
    for (const row of rows) cells.add(readStored(row, []), capOf);
    receipts += rows.length;
  }
  return { cells: cells.sorted(), receipts };
}
