import { logBeta } from "./log-gamma";

const EPSILON = 1e-15;
const TINY = 1e-300;
const MAX_TERMS = 100_000;

/** Continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < TINY) d = TINY;
  d = 1 / d;
  let fraction = d;
  const step = (coefficient: number): number => {
    d = 1 + coefficient * d;
    if (Math.abs(d) < TINY) d = TINY;
    c = 1 + coefficient / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    fraction *= d * c;
    return d * c;
  };
  for (let m = 1; m < MAX_TERMS; m++) {
    step((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
    const factor = step((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)));
    if (Math.abs(factor - 1) < EPSILON) break;
  }
  return fraction;
}

/**
 * Regularised incomplete beta function I_x(a, b), for 0 ≤ x ≤ 1, a, b > 0.
 * `complement` is 1 − x, passed apart because near x = 1 the caller knows it with more digits than 1 − x has.
 */
export function incompleteBeta(x: number, complement: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (complement <= 0) return 1;
  // The logarithm of the one near 1 by way of its complement: its own digits are used up.
  const logX = x > 0.5 ? Math.log1p(-complement) : Math.log(x);
  const logComplement = complement > 0.5 ? Math.log1p(-x) : Math.log(complement);
  const kernel = Math.exp(a * logX + b * logComplement - logBeta(a, b));
  if (x < (a + 1) / (a + b + 2)) return Math.min(1, (kernel * betaFraction(x, a, b)) / a);
  return 1 - Math.min(1, (kernel * betaFraction(complement, b, a)) / b);
}
