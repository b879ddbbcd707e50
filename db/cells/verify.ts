import type { CellKey, CellSums } from "@/lib/receipts/cell";
import { COUNT_FIELDS, emptySums, keyText, SUM_FIELDS } from "@/lib/receipts/cell-sums";
import type { Db } from "../client";
import { readCell } from "./read-cell";
import { recomputeCells } from "./recompute";

export type CellDifference = { key: CellKey; field: keyof CellSums; stored: string; recomputed: string };
export type Verification = { projectId: string; receipts: number; cells: number; differences: CellDifference[] };

const FIELDS = [...COUNT_FIELDS, ...SUM_FIELDS, "cMax"] as const;

/** Recomputes every cell of every project from its receipts, in one snapshot, and names each sum that differs. */
export async function verifyCells(db: Db): Promise<Verification[]> {
  return db.$client.begin("isolation level repeatable read read only", async (tx) => {
    const projects = await tx<{ id: string }[]>`select id from projects order by id`;
    const verifications: Verification[] = [];
    for (const { id } of projects) {
      const recomputed = await recomputeCells(tx, id);
      const expected = new Map(recomputed.cells.map((cell) => [keyText(cell.key), cell]));
      const stored = new Map<string, { key: CellKey; sums: CellSums }>();
      for (const row of await tx`select * from cells where project_id = ${id}`) {
        const cell = readCell(row);
        stored.set(keyText(cell), { key: cell, sums: cell });
      }
      const differences: CellDifference[] = [];
      for (const text of new Set([...expected.keys(), ...stored.keys()])) {
        const one = stored.get(text);
        const other = expected.get(text);
        const key = (one ?? other)?.key;
        if (key)
          differences.push(...compare(key, one?.sums ?? emptySums(), other?.sums ?? emptySums(), !one || !other));
      }
      verifications.push({ projectId: id, receipts: recomputed.receipts, cells: stored.size, differences });
    }
    return verifications;
  });
}

function compare(key: CellKey, stored: CellSums, recomputed: CellSums, oneIsMissing: boolean): CellDifference[] {
  return FIELDS.filter((field) => stored[field] !== recomputed[field] || (oneIsMissing && field === "n")).map(
    (field) => ({
      key,
      field,
      stored: String(stored[field]),
      recomputed: String(recomputed[field]),
    }),
  );
}
