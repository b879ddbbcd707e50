import type { CellSums } from "@/lib/receipts/cell";
import {
  addJointTotals,
  type JointTotals,
  jointMoments,
  moneyMoments,
  NO_JOINT_TOTALS,
} from "@/lib/stats/joint-moments";
import { addTotals, type Moments, momentsOf, NO_TOTALS } from "@/lib/stats/moments";
import { type MoneyArm, moneyArm } from "@/lib/stats/money-arm";
import { effectiveRuns, type Weighted, weightedMean, weightedVariance } from "@/lib/stats/standardise";
import { type ComparisonCell, countRuns } from "./comparison-cell";
import { type MeanQuantity, MINUTES, type MoneyBasis, type RateQuantity, USD } from "./quantities";

/** One arm's cells of one step, with the step's weight. */
export type ArmStep = { weight: number; cells: readonly ComparisonCell[] };

/** A rate on the standard mix of steps, with its effective runs and its variance as sampled (0 from one run). */
export type StandardRate = { value: number; effective: number; variance: number; runs: number };

function total(cells: readonly ComparisonCell[], of: (sums: CellSums) => number): number {
  return cells.reduce((sum, cell) => sum + of(cell), 0);
}

export function standardRate(steps: readonly ArmStep[], quantity: RateQuantity): StandardRate {
  const weighted = steps.map(({ weight, cells }) => {
    const n = countRuns(cells);
    return { weight, of: { n, share: total(cells, quantity.yes) / n } };
  });
  return {
    value: weightedMean(weighted, ({ share }) => share),
    effective: effectiveRuns(weighted),
    variance: weightedVariance(weighted, ({ n, share }) => (share * (1 - share) * n) / Math.max(1, n - 1)),
    runs: weighted.reduce((sum, { of }) => sum + of.n, 0),
  };
}

/** A mean per run on the standard mix, the variance of that mean, and what its interval needs beside. */
export type StandardMean = { mean: number; variance: number; effective: number; total: number; runs: number };

/** null where a step has fewer than two runs: no spread is known then. */
export function standardMean(steps: readonly ArmStep[], quantity: MeanQuantity): StandardMean | null {
  const weighted: Weighted<Moments>[] = [];
  for (const { weight, cells } of steps) {
    const totals = cells.reduce(
      (sum, cell) => addTotals(sum, { n: BigInt(cell.n), sum: quantity.sum(cell), squares: quantity.squares(cell) }),
      NO_TOTALS,
    );
    const moments = momentsOf(totals, quantity.unit);
    if (moments === null) return null;
    weighted.push({ weight, of: moments });
  }
  return {
    mean: weightedMean(weighted, ({ mean }) => mean),
    variance: weightedVariance(weighted, ({ variance }) => variance),
    effective: effectiveRuns(weighted),
    total: weighted.reduce((sum, { of }) => sum + of.mean * of.n, 0),
    runs: weighted.reduce((sum, { of }) => sum + of.n, 0),
  };
}

function jointTotals(cell: ComparisonCell): JointTotals {
  return {
    n: BigInt(cell.n),
    a: BigInt(cell.nAcc),
    c: cell.cSum,
    cc: cell.cSq,
    ca: cell.cAcc,
    h: cell.hSum,
    hh: cell.hSq,
    ha: cell.hAcc,
    ch: cell.chSum,
  };
}

/** Acceptance, model cost and minutes of an arm step by step; null where a step has fewer than two runs. */
export function jointSteps(steps: readonly ArmStep[]) {
  const joint = steps.map(({ weight, cells }) => {
    const totals = cells.reduce((sum, cell) => addJointTotals(sum, jointTotals(cell)), NO_JOINT_TOTALS);
    return { weight, of: jointMoments(totals, { cost: USD, minutes: MINUTES }) };
  });
  const complete = joint.flatMap(({ weight, of }) => (of === null ? [] : [{ weight, of }]));
  return complete.length === joint.length ? complete : null;
}

/** One arm's money and acceptance on the standard mix; null where a step has fewer than two runs. */
export function standardMoney(steps: readonly ArmStep[], basis: MoneyBasis): MoneyArm | null {
  const joint = jointSteps(steps);
  if (joint === null) return null;
  return moneyArm(joint.map(({ weight, of }) => ({ weight, of: moneyMoments(of, basis.usdPerMinute) })));
}
