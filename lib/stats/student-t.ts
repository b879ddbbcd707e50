import { expandStudent } from "./cornish-fisher";
import { incompleteBeta } from "./incomplete-beta";
import { logBeta } from "./log-gamma";
import { normalCdf, normalQuantile } from "./normal";

/** Beyond this many degrees of freedom t and normal agree to 1e-8 at |z| ≤ 5, and the fraction would be slow. */
const NORMAL_FROM = 1e10;

/** P(T > t) for Student's t with `df` > 0 degrees of freedom, not necessarily whole; small relative error for t > 0. */
export function studentTUpperTail(t: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`Student t needs df > 0, got ${df}`);
  if (df >= NORMAL_FROM) return normalCdf(-t);
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return t > 0 ? 0 : 1;
  // x = df / (df + t²) and its complement, each computed without cancellation.
  const x = 1 / (1 + square / df);
  const complement = square / df / (1 + square / df);
  const tail =
    square < df && square < 3
      ? 0.5 - 0.5 * incompleteBeta(complement, x, 0.5, df / 2)
      : 0.5 * incompleteBeta(x, complement, df / 2, 0.5);
  return t >= 0 ? tail : 1 - tail;
}

/** An expansion that is this close is the answer; the error is that of its last terms, which is larger than its own. */
export const STUDENT_CLOSE = 1e-13;
/** One that is this close is a good place to start from. */
const NEAR = 1e-2;
/** Newton's error is squared with each step: after one that moved by this much, the next could only move by rounding. */
const LAST_STEP = 1e-8;

function logDensity(t: number, df: number): number {
  return -((df + 1) / 2) * Math.log1p((t * t) / df) - 0.5 * Math.log(df) - logBeta(df / 2, 0.5);
}

/**
 * t with P(T > t) = `tail`, for 0 < tail < 1 and df > 0. Newton's method on ln tail against ln t, kept in a bracket;
 * relative error about 1e-13 for tails down to 1e-300 (then t itself may be huge, still finite where a double allows).
 */
export function studentTUpperQuantile(tail: number, df: number): number {
  if (!(tail > 0 && tail < 1)) throw new RangeError(`Student t needs 0 < tail < 1, got ${tail}`);
  if (tail > 0.5) return -studentTUpperQuantile(1 - tail, df);
  if (tail === 0.5) return 0;
  const z = -normalQuantile(tail);
  const expanded = expandStudent(z, df);
  if (expanded.error <= STUDENT_CLOSE) return expanded.value;
  const target = Math.log(tail);
  // ln t lies above ln z: t has the heavier tail. The bracket is widened by Newton itself.
  let low = Math.log(z) - 1e-9;
  let high = Number.POSITIVE_INFINITY;
  let s = Math.log(expanded.error <= NEAR ? Math.max(z, expanded.value) : z);
  for (let i = 0; i < 200; i++) {
    const t = Math.exp(s);
    const upper = studentTUpperTail(t, df);
    const error = upper > 0 ? Math.log(upper) - target : Number.NEGATIVE_INFINITY;
    if (error > 0) low = Math.max(low, s);
    else high = Math.min(high, s);
    const slope = -Math.exp(logDensity(t, df) + s) / upper;
    let next = s - error / slope;
    if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? s + 1 : (low + high) / 2;
    const isNewton = next === s - error / slope;
    if (Math.abs(next - s) <= (isNewton ? LAST_STEP : 1e-14) * Math.max(1, Math.abs(s))) return Math.exp(next);
    s = next;
  }
  return Math.exp(s);
}
