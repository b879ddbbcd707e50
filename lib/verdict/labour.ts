import { UNKNOWN } from "@/lib/receipts/cell";
import type { ComparisonSettings } from "./comparison";
import { type MoneyBasis, moneyBasis } from "./quantities";
import { countRuns, knownRuns, type RunGroup } from "./run-groups";

/** From this share of runs without human minutes on, labour is left out of a verdict. */
const MAXIMUM_UNKNOWN_MINUTES = 0.4;

/** Share of the priced runs whose human minutes are not known; 0 where nothing is priced. */
function unknownMinutes(runs: readonly RunGroup[]): number {
  const priced = knownRuns(runs, UNKNOWN.cost);
  const all = countRuns(priced);
  return all === 0 ? 0 : 1 - countRuns(knownRuns(priced, UNKNOWN.humanMinutes)) / all;
}

/**
 * What money the verdict is about: model cost, and labour where an hourly rate is set and enough runs of both arms say
 * how long people worked. Runs without minutes then do not enter; their minutes are never guessed.
 */
export function verdictBasis(
  { baseline, candidate }: Record<"baseline" | "candidate", readonly RunGroup[]>,
  { hourlyRateUsd, priceRatio }: Pick<ComparisonSettings, "hourlyRateUsd" | "priceRatio">,
): { basis: MoneyBasis; labourLeftOut: boolean } {
  if (hourlyRateUsd === 0) return { basis: moneyBasis(0, priceRatio), labourLeftOut: false };
  const labourLeftOut = Math.max(unknownMinutes(baseline), unknownMinutes(candidate)) > MAXIMUM_UNKNOWN_MINUTES;
  return { basis: moneyBasis(labourLeftOut ? 0 : hourlyRateUsd, priceRatio), labourLeftOut };
}
