/**
 * From exact sums to means, variances and covariances. Sums are integers in the caller's units (nano-US$, thousandths
 * of a minute, counts); SS − S²/n is formed in BigInt, so that no digit is lost however large the mean is against the
 * spread, and only then becomes a double in the unit asked for.
 */

/** Sums of one quantity over n runs: a commutative group under `addTotals`, with `NO_TOTALS` as its zero. */
export type Totals = { n: bigint; sum: bigint; squares: bigint };

export const NO_TOTALS: Totals = { n: 0n, sum: 0n, squares: 0n };

export function addTotals(x: Totals, y: Totals): Totals {
  return { n: x.n + y.n, sum: x.sum + y.sum, squares: x.squares + y.squares };
}

/** A variance below this share of the squared mean is rounding in the sender's figures and counts as 0. */
const NEGLIGIBLE = 1e-12;

/** Sample moments of one quantity over n ≥ 2 runs. */
export type Moments = { n: number; mean: number; variance: number };

/** (n Sxy − Sx Sy) / (n (n − 1)), the sample covariance, exact but for one final rounding. Needs n ≥ 2. */
export function sampleCovariance(n: bigint, sumX: bigint, sumY: bigint, sumXY: bigint): number {
  return Number(n * sumXY - sumX * sumY) / Number(n * (n - 1n));
}

/** The sample variance, 0 where it is negligible beside the mean; never negative. */
export function sampleVariance(totals: Totals): number {
  const variance = sampleCovariance(totals.n, totals.sum, totals.sum, totals.squares);
  const mean = Number(totals.sum) / Number(totals.n);
  return variance <= NEGLIGIBLE * mean * mean ? 0 : variance;
}

/**
 * Mean and sample variance in the caller's unit (`unit` = 1e-9 turns nano-US$ into US$).
 * null for n < 2: one run has no spread, and 0 would claim that it has none.
 */
export function momentsOf(totals: Totals, unit = 1): Moments | null {
  if (totals.n < 2n) return null;
  const n = Number(totals.n);
  return { n, mean: (Number(totals.sum) * unit) / n, variance: sampleVariance(totals) * unit * unit };
}

/** Moments of a yes-or-no quantity: its square is itself, so that the count of yes is enough. null for n < 2. */
export function proportionMoments(n: number, yes: number): Moments | null {
  return momentsOf({ n: BigInt(n), sum: BigInt(yes), squares: BigInt(yes) });
}
