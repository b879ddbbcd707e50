import { combinedTerms, combinedVariance, type MoneyArm } from "./money-arm";
import { satterthwaiteDf } from "./standardise";

/**
 * Incremental net monetary benefit per run, B = λ (p₁ − p₀) − (K₁ − K₀): positive = the candidate pays.
 * λ is the value of one accepted artifact. In auto mode it is R₀, the baseline's own cost per accepted artifact, and
 * then B = p₁ (R₀ − R₁): positive iff the candidate is cheaper per accepted artifact. Stinnett & Mullahy 1998; auto mode
 * by the delta method for the estimated λ. Measured cover of a nominal .95: .941 to .980 at 50 to 5000 runs an arm; at 50
 * runs against 500 and cost CV 2.9 .873 to .945.
 */
export type NetBenefit = {
  lambda: number;
  value: number;
  /** Variance with independent runs, acceptance floored. */
  variance: number;
  /** The same from the sampled acceptance variance: what a clustered variance is compared with. */
  varianceSampled: number;
  df: number;
  /** What the baseline's per-run quantity is multiplied with: 1 with a given λ, p₁/p₀ in auto mode. */
  baselineFactor: number;
};

/** `lambda` null = auto; then null comes back where the baseline accepted nothing, since R₀ is not defined. */
export function netBenefit(candidate: MoneyArm, baseline: MoneyArm, lambda: number | null): NetBenefit | null {
  if (lambda === null && !(baseline.accepted > 0)) return null;
  const value = lambda ?? baseline.money / baseline.accepted;
  const factor = lambda === null ? candidate.accepted / baseline.accepted : 1;
  const f = factor * factor;
  const baselineTerms = combinedTerms(baseline, value, -1).map((term) => ({ ...term, value: f * term.value }));
  return {
    lambda: value,
    value: value * (candidate.accepted - baseline.accepted) - (candidate.money - baseline.money),
    variance: combinedVariance(candidate, value, -1) + f * combinedVariance(baseline, value, -1),
    varianceSampled:
      combinedVariance(candidate, value, -1, candidate.varAcceptedSampled) +
      f * combinedVariance(baseline, value, -1, baseline.varAcceptedSampled),
    df: satterthwaiteDf([...combinedTerms(candidate, value, -1), ...baselineTerms]),
    baselineFactor: factor,
  };
}
