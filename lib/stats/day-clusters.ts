import { tMatch } from "./t-match";

/**
 * Runs of one day (or one task) share shocks: their variance is estimated from the sums per cluster (spec section 5).
 * A per-run quantity y that is linear in what a cell sums up is enough: y = λ a − K for a net benefit, y = a for a rate.
 */

/** Runs of one arm in one step and their sum of y, in all and by cluster; `place` numbers the clusters from 0. */
export type ClusteredRuns = {
  n: number;
  total: number;
  /** Rows `start` up to `end` of these columns. */
  rows: readonly { place: Int32Array; n: Float64Array; y: Float64Array; start: number; end: number }[];
};

/** Clusters from which a clustered variance is used at all. */
export const MINIMUM_CLUSTERS = 10;

export type ClusterVariance = { variance: number; clusters: number };

/**
 * Adds factor × (Y_d − n_d ȳ)/n to the place of each cluster d: what cluster d contributes to the deviation of this
 * arm's mean. Summed over steps with their weights as factors (negative for the baseline) it is
 * u_d = Σ_s w [(Y₁ − n₁ȳ₁)/n₁ − (Y₀ − n₀ȳ₀)/n₀]. Needs n ≥ 1.
 */
export function addDeviations(into: Float64Array, { n, total, rows }: ClusteredRuns, factor: number): void {
  const mean = total / n;
  const scale = factor / n;
  // Plain loops here and below: this runs for every metric of every step.
  for (const { place, n: runs, y, start, end } of rows) {
    for (let row = start; row < end; row++) {
      const at = place[row] ?? 0;
      into[at] = (into[at] ?? 0) + scale * ((y[row] ?? 0) - (runs[row] ?? 0) * mean);
    }
  }
}

/**
 * V = D/(D − 1) Σ u_d v_d over the D clusters that have runs: the variance of a standardised difference (u = v), or the
 * covariance of two, with clusters as the independent units; an arm's share of a cluster in common counts once
 * (linearisation, as in survey sampling with replacement). 0 with fewer than two clusters.
 */
export function clusterCovariance(u: Float64Array, v: Float64Array, clusters: number): number {
  if (clusters < 2) return 0;
  let sum = 0;
  for (let place = 0; place < u.length; place++) sum += (u[place] ?? 0) * (v[place] ?? 0);
  return (clusters / (clusters - 1)) * sum;
}

/**
 * Design effect, V_clustered/V_independent; 1 with fewer than ten clusters.
 * `floored` (days): never below 1. Not floored (tasks): pairing by task makes a comparison sharper, so that it may be
 * far below 1, but not below 2/(D + 2), which is about what D pairs without a single disagreement can show; without
 * that limit such pairs would give an interval of no width.
 */
export function designEffect({ variance, clusters }: ClusterVariance, independent: number, floored: boolean): number {
  if (clusters < MINIMUM_CLUSTERS || !(independent > 0)) return 1;
  const ratio = variance / independent;
  return Math.max(floored ? 1 : 2 / (clusters + 2), ratio);
}

/** From this many clusters on their variance is known well enough for a normal quantile. */
const MANY_CLUSTERS = 60;

/**
 * What to multiply a design effect with where it comes from few clusters: (T(z, D − 1)/z)², so that an interval built
 * with z gets the t quantile of D − 1 degrees of freedom. 1 from 60 clusters on, and below ten, where none is estimated.
 */
export function fewClustersFactor(z: number, clusters: number): number {
  if (clusters < MINIMUM_CLUSTERS || clusters >= MANY_CLUSTERS) return 1;
  const t = tMatch(z, clusters - 1);
  return Number.isFinite(t) ? (t / z) ** 2 : 1;
}
