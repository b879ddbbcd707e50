import { combinedTerms, combinedVariance, type MoneyArm, moneyDf } from "./money-arm";
import { type Limits, wilson } from "./proportion";
import { satterthwaiteDf } from "./standardise";
import { tMatch } from "./t-match";

/**
 * Intervals of positive money figures by the delta method on the log scale with a t quantile (spec section 4 d to f).
 * Never negative; `high` is Infinity only where t(z, df) is so large that a double ends. `z` is 1.96 for today's range,
 * k(t) for the any-day range; `deff` multiplies the variance. Deng et al. 2018, section 3; R's `survey::svyratio`
 * without the acceptance floor. Measured cover of a nominal .95: .907 to .963 at cost CV up to 1.3; at CV 2.9 and 50
 * runs .836 to .923, which is why such costs get no verdict (`costNoise`).
 */
export type LogEstimate = Limits & { value: number; seLog: number; df: number };

function logLimits(value: number, seLog: number, df: number, z: number, deff: number): LogEstimate {
  const half = seLog === 0 ? 0 : tMatch(z, df) * seLog * Math.sqrt(deff);
  // A value of exactly 0 (free models) has limits 0: 0 × e^∞ would not be a number.
  const limits = value === 0 ? { low: 0, high: 0 } : { low: value * Math.exp(-half), high: value * Math.exp(half) };
  return { value, ...limits, seLog, df };
}

/** Money per run K, standardised. */
export function costPerRun(arm: MoneyArm, z: number, deff = 1): LogEstimate {
  const seLog = arm.money > 0 ? Math.sqrt(arm.varMoney) / arm.money : 0;
  return logLimits(arm.money, seLog, moneyDf(arm), z, deff);
}

/** With nothing accepted there is no cost per accepted artifact, only what it is at least. */
export type NoneAccepted = { noneAccepted: true; atLeast: number };

/** Variance of ln R for R = K/p, and the coefficients of its linearisation: dln R = dK/K − dp/p. */
function logVariance(arm: MoneyArm): number {
  return combinedVariance(arm, -1 / arm.accepted, arm.money > 0 ? 1 / arm.money : 0);
}

function logTerms(arm: MoneyArm) {
  return combinedTerms(arm, -1 / arm.accepted, arm.money > 0 ? 1 / arm.money : 0);
}

/**
 * Cost per accepted artifact R = K/p: a ratio of standardised means, not a mean of ratios; all spend counts, that on
 * failed runs too. p = 0: only a lower limit, the lowest plausible cost over the highest plausible acceptance rate.
 */
export function costPerAccepted(arm: MoneyArm, z: number, deff = 1): LogEstimate | NoneAccepted {
  if (!(arm.accepted > 0)) {
    const atLeast = costPerRun(arm, z, deff).low / wilson(0, arm.n / deff, z).high;
    return { noneAccepted: true, atLeast };
  }
  return logLimits(arm.money / arm.accepted, Math.sqrt(logVariance(arm)), satterthwaiteDf(logTerms(arm)), z, deff);
}

/**
 * Ratio of the two arms' costs per accepted artifact, R₁/R₀ (1 = the same, .69 = 31 % less).
 * null where an arm accepted nothing or an arm's runs cost nothing: the logarithm of that ratio is not defined.
 */
export function costPerAcceptedRatio(candidate: MoneyArm, baseline: MoneyArm, z: number, deff = 1): LogEstimate | null {
  if (!(candidate.accepted > 0 && baseline.accepted > 0 && candidate.money > 0 && baseline.money > 0)) return null;
  const ratio = candidate.money / candidate.accepted / (baseline.money / baseline.accepted);
  const seLog = Math.sqrt(logVariance(candidate) + logVariance(baseline));
  return logLimits(ratio, seLog, satterthwaiteDf([...logTerms(candidate), ...logTerms(baseline)]), z, deff);
}
