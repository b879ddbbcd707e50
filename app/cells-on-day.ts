import { getDb } from "@/db/client";
import { getOwnPrices } from "@/db/queries/get-own-prices";
import { listCellsOnDay } from "@/db/queries/list-cells-on-day";
import { listCostCaps } from "@/db/queries/list-cost-caps";
import type { Filter } from "@/lib/filter";
import { createDayPricer, type PricesOnDay } from "@/lib/pricing/day-pricer";
import type { Arm } from "@/lib/receipts/arm";
import type { Cell } from "@/lib/receipts/cell";
import { capsByStep } from "@/lib/receipts/cost-caps";

/** Cells at the prices of one day, and what was priced for them. */
export type CellsOnDay = { cells: Cell[]; pricesAt: PricesOnDay };

/** The cells of a filter as they would be if every run had been made at the prices of one day, by today's price book. */
export async function getCellsOnDay(
  project: { id: string; timeZone: string },
  filter: Filter,
  day: string,
  options: { arms?: Arm[]; keep?: ("lane" | "harness")[] } = {},
): Promise<CellsOnDay> {
  const db = getDb();
  const [own, caps] = await Promise.all([getOwnPrices(db.$client, project.id), listCostCaps(db.$client, project.id)]);
  const pricer = createDayPricer(own, day);
  const read = { ...options, capOf: capsByStep(caps), reprice: pricer.price };
  return { cells: await listCellsOnDay(db, project, filter, read), pricesAt: pricer.counted() };
}
