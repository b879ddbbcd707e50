import { incompleteGamma, logGammaKernel } from "./incomplete-gamma";
import { logGamma } from "./log-gamma";
import { normalQuantile } from "./normal";

/** From this shape on, the Cornish-Fisher expansion is accurate to 1e-12 and the iteration would be slow. */
const EXPAND_FROM = 1e6;

/** Cornish-Fisher expansion of the gamma quantile at normal score z (Abramowitz & Stegun 26.4.14's parent, 26.2.49). */
function expansion(z: number, shape: number): number {
  const r = Math.sqrt(shape);
  const z2 = z * z;
  return (
    shape +
    z * r +
    (z2 - 1) / 3 +
    (z * (z2 - 7)) / (36 * r) -
    (3 * z2 * z2 + 7 * z2 - 16) / (810 * shape) +
    (z * (9 * z2 * z2 + 256 * z2 - 433)) / (38880 * shape * r)
  );
}

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
    if (Math.abs(next - s) <= 1e-14 * Math.max(1, Math.abs(s))) return Math.exp(next);
    s = next;
  }
  return Math.exp(s);
}

/** Wilson-Hilferty start, or the leading term of the series where that would be negative. */
function startingPoint(shape: number, z: number, logLower: number): number {
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  if (shape > 0.5 && root > 0.1) return Math.log(shape * root ** 3);
  return Math.min((logLower + logGamma(shape + 1)) / shape, Math.log(shape + 1 + Math.max(0, z) ** 2));
}

/** x with P(X ≤ x) = p for a gamma variable with this shape and scale 1; 0 where x is below the smallest double. */
export function gammaQuantileLower(p: number, shape: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`gamma quantile needs 0 < p < 1, got ${p}`);
  if (!(shape > 0)) throw new RangeError(`gamma quantile needs shape > 0, got ${shape}`);
  const z = normalQuantile(p);
  if (shape >= EXPAND_FROM) return expansion(z, shape);
  if (p > 0.9) return gammaQuantileUpper(1 - p, shape);
  const start = startingPoint(shape, z, Math.log(p));
  if (start < -700) return Math.exp(start);
  return solve(shape, p, "lower", start);
}

/** x with P(X > x) = q for a gamma variable with this shape and scale 1. */
export function gammaQuantileUpper(q: number, shape: number): number {
  if (!(q > 0 && q < 1)) throw new RangeError(`gamma quantile needs 0 < q < 1, got ${q}`);
  if (!(shape > 0)) throw new RangeError(`gamma quantile needs shape > 0, got ${shape}`);
  const z = -normalQuantile(q);
  if (shape >= EXPAND_FROM) return expansion(z, shape);
  if (q > 0.9) return gammaQuantileLower(1 - q, shape);
  const start = startingPoint(shape, z, Math.log1p(-q));
  return solve(shape, q, "upper", Math.max(start, -700));
}
