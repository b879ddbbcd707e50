/** Both limits of an interval. */
export type Limits = { low: number; high: number };

/**
 * Wilson's score interval of a proportion.
 * Estimand: a rate p (0 to 1), possibly standardised, from `n` effective runs (Kish's n, divided by the design effect).
 * `z` is 1.96 for today's range, k(t) for the any-day range. Exact 0 and 1 stay limits where p is 0 or 1.
 * Assumes independent runs within what n expresses; needs n > 0. Wilson 1927; effective n as in surveys (Korn & Graubard
 * 1998). Measured cover of a nominal .95: .917 to .974 from 50 runs on.
 */
export function wilson(p: number, n: number, z: number): Limits {
  if (!(n > 0)) throw new RangeError(`wilson needs n > 0, got ${n}`);
  const z2 = z * z;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt(Math.max(0, p * (1 - p)) / n + z2 / (4 * n * n));
  return { low: p <= 0 ? 0 : Math.max(0, centre - half), high: p >= 1 ? 1 : Math.min(1, centre + half) };
}
