import { type Limits, wilson } from "./proportion";

/** A figure of one arm with the limits of its own interval. */
export type WithLimits = Limits & { value: number };

/**
 * Difference candidate − baseline from the two arms' own intervals (MOVER, the method of variance estimates recovery):
 * each limit takes the squared distances to the limits that matter for it. Needs independent arms, and limits that
 * enclose their values. With Wilson limits it is Newcombe's method 10. Newcombe 1998 (Statistics in Medicine 17:873);
 * Zou & Donner 2008 (27:1693); stratified: Tang 2021, arXiv 2110.12636. Swapping the arms mirrors it exactly.
 */
export function moverDifference(candidate: WithLimits, baseline: WithLimits): WithLimits {
  const value = candidate.value - baseline.value;
  return {
    value,
    low: value - Math.hypot(candidate.value - candidate.low, baseline.high - baseline.value),
    high: value + Math.hypot(candidate.high - candidate.value, baseline.value - baseline.low),
  };
}

/** A rate with its effective runs. */
export type Rate = { value: number; n: number };

/** Newcombe's interval of a difference of rates at effective n; measured cover .936 to .985 in 6 steps. */
export function newcombe(candidate: Rate, baseline: Rate, z: number): WithLimits {
  return moverDifference(
    { value: candidate.value, ...wilson(candidate.value, candidate.n, z) },
    { value: baseline.value, ...wilson(baseline.value, baseline.n, z) },
  );
}
