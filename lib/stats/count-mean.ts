import { gammaQuantileAtScore } from "./gamma";
import type { Limits } from "./proportion";

/** Below this many events in an arm, their own spread says too little: at least Poisson spread is assumed. */
const FEW_EVENTS = 20;

export type CountMean = {
  /** Standardised mean per run. */
  mean: number;
  /** Variance of that mean, empirical, so that counts may be more (or less) spread than Poisson. */
  variance: number;
  /** Effective runs, Kish's n divided by the design effect. */
  n: number;
  /** Events in the arm, over the supported steps. */
  total: number;
};

/**
 * Interval of a mean count per run (retries, human edits, tool calls, validation failures; minutes too).
 * Gamma limits with scale w = V/x: Garwood 1936 for one Poisson sample, Fay & Feuer 1997 for weighted sums, here with
 * the empirical variance (quasi-Poisson). All zeros give an upper limit of 3.69/n at .95. Never below 0.
 * Measured cover of a nominal .95: .943 to .967, geometric counts. Needs n > 0. No upper limit (Infinity) where
 * the tail of z is below the smallest double.
 */
export function countMeanInterval({ mean, variance, n, total }: CountMean, z: number): Limits {
  let scale = mean > 0 ? variance / mean : 0;
  if (total < FEW_EVENTS) scale = Math.max(scale, 1 / n);
  if (scale === 0) return { low: mean, high: mean };
  const shape = mean / scale;
  return {
    low: shape > 0 ? scale * gammaQuantileAtScore(-z, shape) : 0,
    high: scale * gammaQuantileAtScore(z, shape + 1),
  };
}
