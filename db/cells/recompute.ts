import type postgres from "postgres";
import { type CellDelta, CellDeltas } from "@/lib/receipts/cell-deltas";
import { type ReceiptRow, readStored } from "../ingest/read-stored";

const ROWS_AT_A_TIME = 5_000;

/** All cells of a project as they follow from its receipts, which are read through a cursor: memory grows with cells. */
export async function recomputeCells(
  tx: postgres.TransactionSql,
  projectId: string,
): Promise<{ cells: CellDelta[]; receipts: number }> {
  const cells = new CellDeltas();
  let receipts = 0;
  const cursor = tx<ReceiptRow[]>`select * from receipts where project_id = ${projectId}`.cursor(ROWS_AT_A_TIME);
  for await (const rows of cursor) {
    // Attempts are in no cell.
    for (const row of rows) cells.add(readStored(row, []));
    receipts += rows.length;
  }
  return { cells: cells.sorted(), receipts };
}
