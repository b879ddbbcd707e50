import { and, getTableColumns, sql } from "drizzle-orm";
import type { Filter } from "@/lib/filter";
import type { Arm } from "@/lib/receipts/arm";
import type { Cell } from "@/lib/receipts/cell";
import { COUNT_FIELDS, KEY_FIELDS, SUM_FIELDS } from "@/lib/receipts/cell-sums";
import { readCell } from "../cells/read-cell";
import type { Db } from "../client";
import { cells } from "../schema/cells";
import { armConditions, cellConditions } from "./cell-conditions";

const table = getTableColumns(cells);

/** Keys that figures always keep apart: the stratum, the arm, the cluster, and what is unknown. */
const KEPT = KEY_FIELDS.filter((field) => field !== "lane" && field !== "harness");
export const MAX_CELLS = 200_000;

/** More cells than a page can be made of: narrow the filter. */
export class TooManyCellsError extends Error {}

/**
 * The cells of a filter, summed over lanes and harnesses (whose keys are then empty) unless those are asked for.
 *
 * @throws TooManyCellsError past `MAX_CELLS`, NotADayError on an instant inside a day.
 */
export async function listCells(
  db: Db,
  project: { id: string; timeZone: string },
  filter: Filter,
  options: { arms?: Arm[]; keep?: ("lane" | "harness")[] } = {},
): Promise<Cell[]> {
  const keys = [...KEPT, ...(options.keep ?? [])];
  const grouped = keys.map((field) => table[field]);
  const selection = Object.fromEntries([
    ...keys.map((field) => [table[field].name, table[field]]),
    ...[...COUNT_FIELDS, ...SUM_FIELDS].map((field) => [
      table[field].name,
      sql<string>`sum(${table[field]})`.as(table[field].name),
    ]),
    [table.cMax.name, sql<string>`max(${table.cMax})`.as(table.cMax.name)],
  ]);
  const rows = await db
    .select(selection)
    .from(cells)
    .where(and(cellConditions(project, filter), options.arms && armConditions(options.arms)))
    .groupBy(...grouped)
    .orderBy(table.workflow, table.step, table.day)
    .limit(MAX_CELLS + 1);
  if (rows.length > MAX_CELLS) {
    throw new TooManyCellsError(`More than ${MAX_CELLS.toLocaleString("en-US")} cells: narrow the dates or the steps.`);
  }
  return rows.map((row) => readCell({ lane: "", harness: "", ...row }));
}
