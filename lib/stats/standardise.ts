/**
 * Direct standardisation: both arms on the same mix of steps (spec sections 2.5 and 3). Weights are treated as fixed:
 * the population is a choice that the screen states, not an estimate.
 */

/** Runs of both arms in one step. */
export type StepRuns = { candidate: number; baseline: number };

/** Whose mix of steps both arms are put on. */
export type StandardMix = "pooled" | "baseline" | "candidate";

/** Runs of each arm that a step needs before it enters the standard population. */
export const RUNS_PER_SUPPORTED_STEP = 5;

export type StandardPopulation = {
  /** One weight per step in the order given, 0 where unsupported; they sum to 1 over the supported steps. */
  weights: number[];
  supported: boolean[];
  /** Share of all runs (of the chosen mix) that lies in supported steps; null when there are no runs at all. */
  coverage: number | null;
};

/**
 * Weights of the steps that both arms did often enough. Unsupported steps are dropped, never merged into another step:
 * merging would bring the confounding back that standardising removes.
 */
export function standardPopulation(steps: readonly StepRuns[], mix: StandardMix = "pooled"): StandardPopulation {
  const base = steps.map((step) =>
    mix === "pooled" ? step.candidate + step.baseline : mix === "baseline" ? step.baseline : step.candidate,
  );
  const supported = steps.map(
    (step) => step.candidate >= RUNS_PER_SUPPORTED_STEP && step.baseline >= RUNS_PER_SUPPORTED_STEP,
  );
  const all = base.reduce((sum, runs) => sum + runs, 0);
  const within = base.reduce((sum, runs, i) => sum + (supported[i] ? runs : 0), 0);
  return {
    weights: base.map((runs, i) => (supported[i] ? runs / within : 0)),
    supported,
    coverage: all === 0 ? null : within / all,
  };
}

/** One step's contribution to a standardised figure. */
export type Weighted<T> = { weight: number; of: T };

/** Σ w x. */
export function weightedMean<T>(steps: readonly Weighted<T>[], mean: (of: T) => number): number {
  return steps.reduce((sum, { weight, of }) => sum + weight * mean(of), 0);
}

/** Σ w² s² / n: the variance of a standardised mean (or, with a covariance for s², a covariance of two). */
export function weightedVariance<T extends { n: number }>(
  steps: readonly Weighted<T>[],
  variance: (of: T) => number,
): number {
  return steps.reduce((sum, { weight, of }) => sum + (weight * weight * variance(of)) / of.n, 0);
}

/** Kish's effective number of runs, 1 / Σ(w²/n); n itself with one step. */
export function effectiveRuns(steps: readonly Weighted<{ n: number }>[]): number {
  return 1 / steps.reduce((sum, { weight, of }) => sum + (weight * weight) / of.n, 0);
}

/** One variance term and the runs that it was estimated from. */
export type VarianceTerm = { value: number; n: number };

/** Satterthwaite's degrees of freedom of a sum of variance terms; Σ(n − 1) where all terms are 0. */
export function satterthwaiteDf(terms: readonly VarianceTerm[]): number {
  const total = terms.reduce((sum, term) => sum + term.value, 0);
  if (!(total > 0)) return terms.reduce((sum, term) => sum + term.n - 1, 0);
  // Shares rather than squares of the terms themselves, which would underflow for costs of a few nano-US$.
  return 1 / terms.reduce((sum, term) => sum + (term.value / total) ** 2 / (term.n - 1), 0);
}
