import { informationTime } from "./confidence-sequence";
import { type HalfSums, type Halves, randomHalves, type UnitSums } from "./random-halves";
import { effectiveRuns, standardPopulation, type Weighted, weightedMean } from "./standardise";

/** Half the width of a spread around 0: of a log ratio for a cost, in rates (0 to 1) for acceptance. */
export type NoiseSpread = {
  /** At the size of the real comparison. */
  half: number;
  /** Of the halves as they are. */
  ofHalves: number;
};

/** Why there is no spread, and of what there is too little. */
export type NoiseRefusal = {
  refused: "too_few_units" | "too_few_accepted" | "no_common_steps" | "not_reported" | "unbounded";
  have: number;
  need: number;
};

export type NoiseSpreads = {
  units: number;
  /** Of ln(R₁/R₀), R = cost per accepted artifact, over the runs whose cost is known. */
  costPerAccepted: NoiseSpread | NoiseRefusal;
  /** Of p₁ − p₀, p = acceptance rate, over all runs. */
  acceptance: NoiseSpread | NoiseRefusal;
};

export type NoiseOptions = {
  seed: number;
  /** How many times to split; 39 at least, or the central 95 % are all of them. */
  splits: number;
  /** Information time of each of the real comparison's figures: 4/(1/n₁ + 1/n₀) of its effective runs. */
  information: { costPerAccepted: number; acceptance: number };
};

/** Tasks, or runs without one, that a split takes. */
export const MINIMUM_UNITS = 20;
/** Of a half. */
export const MINIMUM_ACCEPTED = 5;
const CENTRAL = 0.95;
/** A refusal holds where more than this share of the splits gives it. */
const MOST = 0.5;

/**
 * The A/A noise floor: how far the baseline differs from itself, although nothing changed.
 *
 * Estimand: the central 95 % of the difference between two random halves of the baseline's own units, had the halves the
 * size of the real comparison's arms. Both halves stand on one mix of steps, as in the comparison: steps with at least
 * five runs in both, pooled weights, so that the mix is the baseline's own. Halves are smaller than arms and differ by
 * more: each split's difference is multiplied by √(t_split/t_real), t = information time (spec section 5), since a
 * standard error falls with 1/√t. A split and its mirror image are equally likely and both are counted, so that the
 * spread is symmetric: its half width is the ⌈.95 (m + 1)⌉-th smallest size of m differences. Measured at 200 splits of 600
 * baselines of 300 runs: 1.01 times 1.96 standard errors of the delta method on average, with a Monte Carlo error of 7 %.
 *
 * Assumes units that are exchangeable: tasks (or runs without one) that are independent, and days mixed alike into both
 * halves. So shocks that a day shares cancel here, and do not in a before-and-after comparison; and arms that did the same
 * tasks differ by less than this, since what tasks do not share with each other cancels between those arms. It is a
 * picture of the noise, not a test: verdicts come from the any-day range alone.
 *
 * Refuses with fewer than 20 units; where in most splits a half has fewer than 5 accepted artifacts, or no step was done
 * five times by both halves; where no cost is known; and where the spread is not bounded, since a half that accepted
 * nothing or cost nothing is infinitely far from the other. Randomisation distribution: Fisher 1935; A/A tests: Kohavi,
 * Tang & Xu 2020, chapter 19.
 */
export function noiseFloor(sums: readonly UnitSums[], { seed, splits, information }: NoiseOptions): NoiseSpreads {
  const costs: (Difference | null)[] = [];
  const acceptances: (Difference | null)[] = [];
  const { units, pricedUnits, splits: all } = randomHalves(sums, { seed, splits });
  for (const halves of all) {
    const priced = onOneMix(halves, ({ priced: n, pricedAccepted, costNanoUsd }) => ({
      n,
      accepted: pricedAccepted,
      cost: costNanoUsd,
    }));
    costs.push(priced && { ...priced, value: costDifference(priced) });
    const any = onOneMix(halves, ({ runs: n, accepted }) => ({ n, accepted, cost: 0 }));
    acceptances.push(any && { ...any, value: acceptanceOf(any.first) - acceptanceOf(any.second) });
  }
  return {
    units,
    costPerAccepted:
      units > 0 && pricedUnits === 0
        ? { refused: "not_reported", have: 0, need: MINIMUM_UNITS }
        : spreadOf(costs, pricedUnits, information.costPerAccepted),
    acceptance: spreadOf(acceptances, units, information.acceptance),
  };
}

type Half = { n: number; accepted: number; cost: number };

type Split = {
  first: Weighted<Half>[];
  second: Weighted<Half>[];
  /** Information time of the split. */
  t: number;
  /** Artifacts that the half with fewer of them accepted. */
  accepted: number;
};

type Difference = Pick<Split, "t" | "accepted"> & { value: number };

/** Both halves on their pooled mix of steps; null where no step was done five times by both. */
function onOneMix(halves: Halves, of: (sums: HalfSums) => Half): Split | null {
  const steps = halves.map(({ first, second }) => ({ first: of(first), second: of(second) }));
  const { weights, supported } = standardPopulation(
    steps.map(({ first, second }) => ({ candidate: first.n, baseline: second.n })),
  );
  if (!supported.includes(true)) return null;
  const half = (which: "first" | "second") =>
    steps.map((step, i) => ({ weight: weights[i] ?? 0, of: step[which] })).filter((_, i) => supported[i]);
  const [first, second] = [half("first"), half("second")];
  const accepted = (of: readonly Weighted<Half>[]) => of.reduce((sum, step) => sum + step.of.accepted, 0);
  return {
    first,
    second,
    t: informationTime(effectiveRuns(first), effectiveRuns(second)),
    accepted: Math.min(accepted(first), accepted(second)),
  };
}

function acceptanceOf(half: readonly Weighted<Half>[]): number {
  return weightedMean(half, ({ n, accepted }) => accepted / n);
}

/** ln(K₁/p₁) − ln(K₀/p₀); infinite where a half accepted nothing or cost nothing. */
function costDifference({ first, second }: Split): number {
  const [p1, p0] = [acceptanceOf(first), acceptanceOf(second)];
  const [k1, k0] = [first, second].map((half) => weightedMean(half, ({ n, cost }) => cost / n)) as [number, number];
  return Math.min(p1, p0, k1, k0) > 0 ? Math.log(k1 / p1) - Math.log(k0 / p0) : Number.POSITIVE_INFINITY;
}

function spreadOf(differences: readonly (Difference | null)[], units: number, t: number): NoiseSpread | NoiseRefusal {
  if (units < MINIMUM_UNITS) return { refused: "too_few_units", have: units, need: MINIMUM_UNITS };
  const splits = differences.filter((difference) => difference !== null);
  if (splits.length <= MOST * differences.length) return { refused: "no_common_steps", have: 0, need: 1 };
  const few = splits.filter(({ accepted }) => accepted < MINIMUM_ACCEPTED);
  if (few.length > MOST * splits.length) {
    const have = Math.max(...few.map(({ accepted }) => accepted));
    return { refused: "too_few_accepted", have, need: MINIMUM_ACCEPTED };
  }
  const half = central(splits.map((split) => Math.abs(split.value) * Math.sqrt(split.t / t)));
  if (!Number.isFinite(half)) return { refused: "unbounded", have: splits.length, need: splits.length };
  return { half, ofHalves: central(splits.map(({ value }) => Math.abs(value))) };
}

/** The ⌈.95 (m + 1)⌉-th smallest of m sizes, the largest where m is below 39. */
function central(sizes: readonly number[]): number {
  const sorted = [...sizes].sort((a, b) => a - b);
  const rank = Math.min(sorted.length, Math.ceil(CENTRAL * (sorted.length + 1)));
  return sorted[rank - 1] ?? Number.POSITIVE_INFINITY;
}
