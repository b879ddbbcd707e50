import { UNKNOWN } from "@/lib/receipts/cell";
import { type ComparisonCell, countRuns, knownCells } from "./comparison-cell";
import { MODEL_COST, type MoneyBasis, moneyBasis } from "./quantities";

/** From this share of runs without human minutes on, labour is left out of a verdict. */
const MAXIMUM_UNKNOWN_MINUTES = 0.4;

/** Share of the priced runs whose human minutes are not known; 0 where nothing is priced. */
function unknownMinutes(cells: readonly ComparisonCell[]): number {
  const priced = knownCells(cells, UNKNOWN.cost);
  const all = countRuns(priced);
  return all === 0 ? 0 : 1 - countRuns(knownCells(priced, UNKNOWN.humanMinutes)) / all;
}

/**
 * What money the verdict is about: model cost, and labour where an hourly rate is set and enough runs of both arms say
 * how long people worked. Runs without minutes then do not enter; their minutes are never guessed.
 */
export function verdictBasis(
  baseline: readonly ComparisonCell[],
  candidate: readonly ComparisonCell[],
  hourlyRateUsd: number,
): { basis: MoneyBasis; labourLeftOut: boolean } {
  if (hourlyRateUsd === 0) return { basis: MODEL_COST, labourLeftOut: false };
  const labourLeftOut = Math.max(unknownMinutes(baseline), unknownMinutes(candidate)) > MAXIMUM_UNKNOWN_MINUTES;
  return { basis: labourLeftOut ? MODEL_COST : moneyBasis(hourlyRateUsd), labourLeftOut };
}
