import { type Expanded, expandGamma } from "./cornish-fisher";
import { incompleteGamma, logGammaKernel } from "./incomplete-gamma";
import { logGamma } from "./log-gamma";
import { normalCdf, normalQuantile } from "./normal";

/** An expansion that is this close is the answer; the error is that of its last terms, which is larger than its own. */
const CLOSE = 1e-13;
/** One that is this close is a good place to start from. */
const NEAR = 1e-2;
/** Newton's error is squared with each step: after one that moved by this much, the next could only move by rounding. */
const LAST_STEP = 1e-8;

/** Newton's method on ln(probability) against ln x, kept in a bracket. */
function solve(shape: number, probability: number, side: "lower" | "upper", start: number): number {
  const target = Math.log(probability);
  const sign = side === "lower" ? 1 : -1;
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let s = start;
  for (let i = 0; i < 300; i++) {
    const x = Math.exp(s);
    const value = incompleteGamma(shape, x)[side];
    const error = value > 0 ? Math.log(value) - target : Number.NEGATIVE_INFINITY;
    if (error * sign < 0) low = Math.max(low, s);
    else high = Math.min(high, s);
    const slope = (sign * Math.exp(logGammaKernel(shape, x))) / value;
    let next = s - error / slope;
    if (!(next > low && next < high)) {
      if (high === Number.POSITIVE_INFINITY) next = s + 1;
      else if (low === Number.NEGATIVE_INFINITY) next = s - 1;
      else next = (low + high) / 2;
    }
    const isNewton = next === s - error / slope;
    if (Math.abs(next - s) <= (isNewton ? LAST_STEP : 1e-14) * Math.max(1, Math.abs(s))) return Math.exp(next);
    s = next;
  }
  return Math.exp(s);
}

/** The expansion where it is near; else Wilson-Hilferty, or the series' leading term where that would be negative. */
function startingPoint(expanded: Expanded, shape: number, z: number, logLower: number): number {
  if (expanded.error <= NEAR) return Math.log(expanded.value);
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  if (shape > 0.5 && root > 0.1) return Math.log(shape * root ** 3);
  return Math.min((logLower + logGamma(shape + 1)) / shape, Math.log(shape + 1 + Math.max(0, z) ** 2));
}

/** x with P(X ≤ x) = p for a gamma variable with this shape and scale 1; 0 where x is below the smallest double. */
export function gammaQuantileLower(p: number, shape: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`gamma quantile needs 0 < p < 1, got ${p}`);
  if (!(shape > 0)) throw new RangeError(`gamma quantile needs shape > 0, got ${shape}`);
  const z = normalQuantile(p);
  const expanded = expandGamma(z, shape);
  if (expanded.error <= CLOSE) return expanded.value;
  if (p > 0.9) return gammaQuantileUpper(1 - p, shape);
  const start = startingPoint(expanded, shape, z, Math.log(p));
  if (start < -700) return Math.exp(start);
  return solve(shape, p, "lower", start);
}

/** x with P(X > x) = q for a gamma variable with this shape and scale 1. */
export function gammaQuantileUpper(q: number, shape: number): number {
  if (!(q > 0 && q < 1)) throw new RangeError(`gamma quantile needs 0 < q < 1, got ${q}`);
  if (!(shape > 0)) throw new RangeError(`gamma quantile needs shape > 0, got ${shape}`);
  const z = -normalQuantile(q);
  const expanded = expandGamma(z, shape);
  if (expanded.error <= CLOSE) return expanded.value;
  if (q > 0.9) return gammaQuantileLower(1 - q, shape);
  const start = startingPoint(expanded, shape, z, Math.log1p(-q));
  return solve(shape, q, "upper", Math.max(start, -700));
}

/**
 * x with P(X ≤ x) = Φ(z). Where the expansion is close, z's tail is not looked up at all, which is most of the work.
 * 0 or Infinity where that tail is below the smallest double (|z| > 37).
 */
export function gammaQuantileAtScore(z: number, shape: number): number {
  const expanded = expandGamma(z, shape);
  if (expanded.error <= CLOSE) return expanded.value;
  const tail = normalCdf(-Math.abs(z));
  if (tail === 0) return z < 0 ? 0 : Number.POSITIVE_INFINITY;
  return z < 0 ? gammaQuantileLower(tail, shape) : gammaQuantileUpper(tail, shape);
}
