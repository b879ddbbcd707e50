import type { MoneyMoments } from "./joint-moments";
import {
  effectiveRuns,
  satterthwaiteDf,
  type VarianceTerm,
  type Weighted,
  weightedMean,
  weightedVariance,
} from "./standardise";

/** One arm's money and acceptance, on the standard mix of steps: all that the money intervals need. */
export type MoneyArm = {
  steps: readonly Weighted<MoneyMoments>[];
  /** Effective runs (Kish). */
  n: number;
  /** Standardised acceptance rate p, 0 to 1, and money per run K. */
  accepted: number;
  money: number;
  /** Variance of p as sampled, and floored (see `floorAcceptanceVariance`). */
  varAcceptedSampled: number;
  varAccepted: number;
  varMoney: number;
  covMoneyAccepted: number;
};

/**
 * Variance of an acceptance rate, not below what one more acceptance and one more failure would give. At p = .98 and 50
 * runs the sample often holds no failure at all, and a plain Wald interval then covers .66 (measured, 50 v 500).
 */
function floorAcceptanceVariance(sampled: number, p: number, n: number): number {
  const q = (n * p + 1) / (n + 2);
  return Math.max(sampled, (q * (1 - q)) / n);
}

/** Standardises one arm. Needs at least one step, weights that sum to 1, and n ≥ 2 in each step. */
export function moneyArm(steps: readonly Weighted<MoneyMoments>[]): MoneyArm {
  const n = effectiveRuns(steps);
  const accepted = weightedMean(steps, (of) => of.accepted);
  const varAcceptedSampled = weightedVariance(steps, (of) => of.varAccepted);
  return {
    steps,
    n,
    accepted,
    money: weightedMean(steps, (of) => of.money),
    varAcceptedSampled,
    varAccepted: floorAcceptanceVariance(varAcceptedSampled, accepted, n),
    varMoney: weightedVariance(steps, (of) => of.varMoney),
    covMoneyAccepted: weightedVariance(steps, (of) => of.covMoneyAccepted),
  };
}

/** Variance of α p + β K for one arm; the floored acceptance variance unless told otherwise. */
export function combinedVariance(arm: MoneyArm, alpha: number, beta: number, accepted = arm.varAccepted): number {
  return Math.max(0, alpha ** 2 * accepted + beta ** 2 * arm.varMoney + 2 * alpha * beta * arm.covMoneyAccepted);
}

/** The same step by step, for degrees of freedom (not floored). */
export function combinedTerms(arm: MoneyArm, alpha: number, beta: number): VarianceTerm[] {
  return arm.steps.map(({ weight, of }) => {
    const variance = alpha ** 2 * of.varAccepted + beta ** 2 * of.varMoney + 2 * alpha * beta * of.covMoneyAccepted;
    return { value: (weight ** 2 * Math.max(0, variance)) / of.n, n: of.n };
  });
}

/** Degrees of freedom of the mean money per run. */
export function moneyDf(arm: MoneyArm): number {
  return satterthwaiteDf(combinedTerms(arm, 0, 1));
}

/**
 * g, how noisy the mean cost is: √(Σ share CV²/(df + 1)), shares of each step in the variance of the mean (spec section
 * 8). With one step it is the relative standard error of the mean. It also catches a few dear runs in one step that
 * carry the whole answer, which the plain relative standard error does not. 0 where no cost varies.
 */
export function costNoise(arm: MoneyArm): number {
  const terms = combinedTerms(arm, 0, 1);
  const total = terms.reduce((sum, term) => sum + term.value, 0);
  if (!(total > 0)) return 0;
  const df = satterthwaiteDf(terms);
  const spread = arm.steps.reduce((sum, { of }, i) => {
    const share = (terms[i]?.value ?? 0) / total;
    return share > 0 ? sum + (share * of.varMoney) / of.money ** 2 : sum;
  }, 0);
  return Math.sqrt(spread / (df + 1));
}
