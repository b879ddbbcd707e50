import {
  addJointTotals,
  type JointTotals,
  jointMoments,
  moneyMoments,
  NO_JOINT_TOTALS,
} from "@/lib/stats/joint-moments";
import { addTotals, type Moments, momentsOf, NO_TOTALS, type Totals } from "@/lib/stats/moments";
import { type MoneyArm, moneyArm } from "@/lib/stats/money-arm";
import { effectiveRuns, type Weighted, weightedMean, weightedVariance } from "@/lib/stats/standardise";
import type { RunSums } from "./comparison-cell";
import { linearTotal, type MeanQuantity, MINUTES, type RateQuantity, USD } from "./quantities";
import { countRuns } from "./run-groups";

/** One arm's runs of one step, summed up in whatever parts, with the step's weight. */
export type ArmStep = { weight: number; runs: readonly RunSums[] };

/** A rate on the standard mix of steps, with its effective runs and its variance as sampled (0 from one run). */
export type StandardRate = { value: number; effective: number; variance: number; runs: number };

export function standardRate(steps: readonly ArmStep[], quantity: RateQuantity): StandardRate {
  const weighted = steps.map(({ weight, runs }) => {
    const n = countRuns(runs);
    return { weight, of: { n, share: runs.reduce((sum, each) => sum + linearTotal(each, quantity.yes), 0) / n } };
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
  for (const { weight, runs } of steps) {
    const totals = runs.reduce((sum, each) => addTotals(sum, totalsOf(each, quantity)), NO_TOTALS);
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

function totalsOf(runs: RunSums, { sum, squares }: MeanQuantity): Totals {
  return { n: BigInt(runs.n), sum: BigInt(runs[sum]), squares: BigInt(runs[squares]) };
}

function jointTotals(runs: RunSums): JointTotals {
  return {
    n: BigInt(runs.n),
    a: BigInt(runs.nAcc),
    c: BigInt(runs.cSum),
    cc: BigInt(runs.cSq),
    ca: BigInt(runs.cAcc),
    h: BigInt(runs.hSum),
    hh: BigInt(runs.hSq),
    ha: BigInt(runs.hAcc),
    ch: BigInt(runs.chSum),
  };
}

/** Acceptance, model cost and minutes of an arm step by step; null where a step has fewer than two runs. */
export function jointSteps(steps: readonly ArmStep[]) {
  const joint = steps.map(({ weight, runs }) => {
    const totals = runs.reduce((sum, each) => addJointTotals(sum, jointTotals(each)), NO_JOINT_TOTALS);
    return { weight, of: jointMoments(totals, { cost: USD, minutes: MINUTES }) };
  });
  const complete = joint.flatMap(({ weight, of }) => (of === null ? [] : [{ weight, of }]));
  return complete.length === joint.length ? complete : null;
}

/**
 * One arm's money and acceptance on the standard mix, its model cost multiplied by `priceRatio`; null where a step has
 * fewer than two runs.
 */
export function standardMoney(steps: readonly ArmStep[], usdPerMinute: number, priceRatio: number): MoneyArm | null {
  const joint = jointSteps(steps);
  if (joint === null) return null;
  return moneyArm(joint.map(({ weight, of }) => ({ weight, of: moneyMoments(of, usdPerMinute, priceRatio) })));
}
