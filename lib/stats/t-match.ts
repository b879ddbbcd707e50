import { expandStudent } from "./cornish-fisher";
import { normalCdf, normalQuantile } from "./normal";
import { STUDENT_CLOSE, studentTUpperQuantile, studentTUpperTail } from "./student-t";

/**
 * T(z, df): the t value that has the tail area of normal z, so that an interval with an estimated standard error keeps
 * the level of a normal one. `z` ≥ 0 is 1.96 for today's range and k(t) for the any-day range (spec section 3).
 * Infinity where the tail of z is below the smallest double (z > 37): a handful of runs at a distant target.
 */
export function tMatch(z: number, df: number): number {
  const expanded = expandStudent(z, df);
  if (expanded.error <= STUDENT_CLOSE) return expanded.value;
  const tail = normalCdf(-z);
  return tail > 0 ? studentTUpperQuantile(tail, df) : Number.POSITIVE_INFINITY;
}

/** The inverse: the normal score z′ that has the tail area of t under `df`; its sign is that of t. */
export function normalScore(t: number, df: number): number {
  if (t === 0) return 0;
  const tail = studentTUpperTail(Math.abs(t), df);
  // Below 1e-300 the quantile has no digits left; 37 is where Φ(−z) ends in doubles.
  const score = tail > 1e-300 ? -normalQuantile(tail) : 37;
  return t < 0 ? -score : score;
}
