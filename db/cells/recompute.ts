import type postgres from "postgres";
import type { CellKey, CellSums } from "@/lib/receipts/cell";
import { cellOf } from "@/lib/receipts/cell-of";
import { addSums, emptySums, KEY_FIELDS, keyText } from "@/lib/receipts/cell-sums";
import { type ReceiptRow, readStored } from "../ingest/read-stored";

const ROWS_AT_A_TIME = 5_000;

export type Recomputed = { cells: Map<string, { key: CellKey; sums: CellSums }>; receipts: number };

/** All cells of a project as they follow from its receipts, which are read through a cursor: memory grows with cells. */
export async function recomputeCells(tx: postgres.TransactionSql, projectId: string): Promise<Recomputed> {
  const cells: Recomputed["cells"] = new Map();
  let receipts = 0;
  const cursor = tx<ReceiptRow[]>`select * from receipts where project_id = ${projectId}`.cursor(ROWS_AT_A_TIME);
  for await (const rows of cursor) {
    for (const row of rows) {
      // Attempts are in no cell.
      const cell = cellOf(readStored(row, []));
      const text = keyText(cell);
      let known = cells.get(text);
      if (!known) {
        const key = Object.fromEntries(KEY_FIELDS.map((field) => [field, cell[field]])) as CellKey;
        known = { key, sums: emptySums() };
        cells.set(text, known);
      }
      addSums(known.sums, cell);
      receipts += 1;
    }
  }
  return { cells, receipts };
}
