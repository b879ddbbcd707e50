import { and, or, type SQL, sql } from "drizzle-orm";
import type { Filter } from "@/lib/filter";
import type { Arm } from "@/lib/receipts/arm";
import type { Cell } from "@/lib/receipts/cell";
import { CellDeltas } from "@/lib/receipts/cell-deltas";
import type { CapOf } from "@/lib/receipts/cost-caps";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import type { Db } from "../client";
import { cells } from "../schema/cells";
import { armConditions, cellConditions } from "./cell-conditions";
import { armOfReceipt, receiptConditions } from "./receipt-conditions";
import { TooManyReceiptsError, visitReceipts } from "./visit-receipts";

/** Receipts that are priced anew for one look: 100,000 took 7.5 s on two cores that eight shared. */
export const MAX_REPRICED = 100_000;
const BEYOND =
  `Runs are priced anew one by one for prices_at, at most ${MAX_REPRICED.toLocaleString("en-US")} at once. ` +
  "Narrow the dates or the steps.";

/**
 * The cells of a filter as `listCells` gives them, as they would be if each receipt were what `reprice` makes of it:
 * the same code adds them up and caps their costs. Sums cannot be priced, since a price may have steps by the length of
 * a request: so it reads receipts.
 *
 * @throws TooManyReceiptsError past `MAX_REPRICED`, before any is read; NotADayError on an instant inside a day.
 */
export async function listCellsOnDay(
  db: Db,
  project: { id: string; timeZone: string },
  filter: Filter,
  options: {
    arms?: Arm[];
    keep?: ("lane" | "harness")[];
    capOf: CapOf;
    reprice: (receipt: StoredReceipt) => StoredReceipt;
  },
): Promise<Cell[]> {
  const { arms, keep = [], capOf, reprice } = options;
  const [counted] = await db
    .select({ runs: sql<number>`coalesce(sum(${cells.n}), 0)`.mapWith(Number) })
    .from(cells)
    .where(and(cellConditions(project, filter), arms && armConditions(arms)));
  if (counted && counted.runs > MAX_REPRICED) throw new TooManyReceiptsError(BEYOND);
  const where = and(receiptConditions(project, filter), arms && or(...arms.map(armOfReceipt))) as SQL;
  const sums = new CellDeltas();
  await visitReceipts(db, where, { most: MAX_REPRICED, beyond: BEYOND, attempts: true }, (stored) => {
    const receipt = reprice(stored);
    sums.add(
      {
        ...receipt,
        lane: keep.includes("lane") ? receipt.lane : null,
        harness: keep.includes("harness") ? receipt.harness : null,
      },
      capOf,
    );
  });
  return sums.sorted().map(({ key, sums: added }) => ({ ...key, ...added }));
}
