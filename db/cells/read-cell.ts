import { getTableColumns } from "drizzle-orm";
import type { Cell } from "@/lib/receipts/cell";
import { COUNT_FIELDS, KEY_FIELDS, SUM_FIELDS } from "@/lib/receipts/cell-sums";
import { parseExact } from "@/lib/receipts/exact";
import { cells } from "../schema/cells";

const table = getTableColumns(cells);

/** A row of the cells table, or of a sum over it, as a cell: sums are exact. */
export function readCell(row: Record<string, unknown>): Cell {
  const cell: Record<string, unknown> = {};
  for (const field of KEY_FIELDS) cell[field] = row[table[field].name];
  for (const field of COUNT_FIELDS) cell[field] = Number(row[table[field].name]);
  for (const field of [...SUM_FIELDS, "cMax"] as const) cell[field] = parseExact(String(row[table[field].name]));
  return cell as Cell;
}
