import { getDb } from "@/db/client";
import { getOwnPrices } from "@/db/queries/get-own-prices";
import { listTaskCells } from "@/db/queries/list-task-cells";
import type { Filter } from "@/lib/filter";
import { createDayPricer } from "@/lib/pricing/day-pricer";
import { type Arm, matchesArm } from "@/lib/receipts/arm";
import type { Cell } from "@/lib/receipts/cell";
import type { CapOf } from "@/lib/receipts/cost-caps";
import type { CompareInput } from "@/lib/verdict/compare-arms";
import type { ComparisonCell } from "@/lib/verdict/comparison-cell";
import { type CellsOnDay, getCellsOnDay } from "./cells-on-day";

type Project = { id: string; timeZone: string };
type Asked = { filter: Filter; baseline: Arm; candidate: Arm; pricesAt: string | null };
type ComparedCells = Pick<CompareInput, "baselineCells" | "candidateCells" | "pricesAt">;

/**
 * Both arms' sums by day: as they are stored, or at one day's prices from their receipts; `read` are such cells of at
 * least these arms, where they were read already.
 */
export async function liveCells(
  project: Project,
  { filter, baseline, candidate, pricesAt }: Asked,
  stored: readonly Cell[],
  read: CellsOnDay | null,
): Promise<ComparedCells> {
  const onDay =
    pricesAt === null
      ? null
      : (read ?? (await getCellsOnDay(project, filter, pricesAt, { arms: [baseline, candidate] })));
  const cells = onDay?.cells ?? stored;
  const of = (arm: Arm) => cells.filter((cell) => matchesArm(arm, cell)).map(byDay);
  return { baselineCells: of(baseline), candidateCells: of(candidate), pricesAt: onDay?.pricesAt ?? null };
}

/** Both arms' sums by task, from their receipts, at one day's prices where that is asked for. */
export async function evaluationCells(
  project: Project,
  { filter, baseline, candidate, pricesAt }: Asked,
  capOf: CapOf,
): Promise<ComparedCells> {
  const db = getDb();
  const pricer = pricesAt === null ? null : createDayPricer(await getOwnPrices(db.$client, project.id), pricesAt);
  const [baselineCells, candidateCells] = await Promise.all(
    [baseline, candidate].map((arm) => listTaskCells(db, project, filter, arm, capOf, pricer?.price)),
  );
  return {
    baselineCells: baselineCells ?? [],
    candidateCells: candidateCells ?? [],
    pricesAt: pricer?.counted() ?? null,
  };
}

/** In the live design a cluster is a start day. */
function byDay(cell: Cell): ComparisonCell {
  return { ...cell, cluster: cell.day };
}
