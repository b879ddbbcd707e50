import { logGamma, stirlingRemainder } from "./log-gamma";

const EPSILON = 1e-16;
const TINY = 1e-300;
const MAX_TERMS = 1_000_000;

/** ln(1 + u) − u, accurate near 0, where the plain difference cancels. */
function logOnePlusMinus(u: number): number {
  if (Math.abs(u) > 0.3) return Math.log1p(u) - u;
  // With r = u / (2 + u): ln(1 + u) = 2 (r + r³/3 + r⁵/5 + …), and 2r − u = −u r.
  const r = u / (2 + u);
  const r2 = r * r;
  let term = r * r2;
  let sum = 0;
  for (let k = 3; ; k += 2) {
    const add = term / k;
    sum += add;
    if (Math.abs(add) <= EPSILON * Math.abs(sum)) break;
    term *= r2;
  }
  return 2 * sum - u * r;
}

/** ln of x^a e^−x / Γ(a): the factor that both expansions share. */
export function logGammaKernel(a: number, x: number): number {
  if (a < 10) return a * Math.log(x) - x - logGamma(a);
  return a * logOnePlusMinus((x - a) / a) + 0.5 * Math.log(a / (2 * Math.PI)) - stirlingRemainder(a);
}

/**
 * Both regularised incomplete gamma functions: `lower` P(a, x) and `upper` Q(a, x) = 1 − P, each with small relative
 * error where it is the small one. Series below a + 1, continued fraction (Lentz) above (DLMF 8.11.4, 8.9.2).
 * Needs a > 0, x ≥ 0.
 */
export function incompleteGamma(a: number, x: number): { lower: number; upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const kernel = Math.exp(logGammaKernel(a, x));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < MAX_TERMS && term > EPSILON * sum; n++) {
      term *= x / (a + n);
      sum += term;
    }
    const lower = Math.min(1, kernel * sum);
    return { lower, upper: 1 - lower };
  }
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MAX_TERMS; n++) {
    const coefficient = -n * (n - a);
    b += 2;
    d = coefficient * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + coefficient / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const factor = d * c;
    fraction *= factor;
    if (Math.abs(factor - 1) < EPSILON * 10) break;
  }
  const upper = Math.min(1, kernel * fraction);
  return { lower: 1 - upper, upper };
}
