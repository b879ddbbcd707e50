import { tMatch } from "./t-match";

/**
 * Runs of one day (or one task) share shocks: their variance is estimated from the sums per cluster (spec section 5).
 * A per-run quantity y that is linear in what a cell sums up is enough: y = λ a − K for a net benefit, y = a for a rate.
 */

/** Sum of y over the runs of one arm, in all and per cluster. */
export type ClusteredArm = { n: number; total: number; clusters: ReadonlyMap<string, { n: number; total: number }> };

export type ClusteredStep = { weight: number; candidate: ClusteredArm; baseline: ClusteredArm };

/** Clusters from which a clustered variance is used at all. */
export const MINIMUM_CLUSTERS = 10;

export type ClusterVariance = { variance: number; clusters: number };

function addDeviations(into: Map<string, number>, arm: ClusteredArm, factor: number): void {
  const mean = arm.total / arm.n;
  for (const [cluster, { n, total }] of arm.clusters) {
    into.set(cluster, (into.get(cluster) ?? 0) + (factor * (total - n * mean)) / arm.n);
  }
}

/**
 * V = D/(D − 1) Σ u², u_d = Σ_s w [(Y₁ − n₁ȳ₁)/n₁ − (Y₀ − n₀ȳ₀)/n₀]: the variance of the standardised difference with
 * clusters d as the independent units, an arm's share of a cluster in common counted once (linearisation, as in survey
 * sampling with replacement). 0 with fewer than two clusters. Every arm needs n ≥ 1.
 */
export function clusterVariance(steps: readonly ClusteredStep[]): ClusterVariance {
  const deviations = new Map<string, number>();
  for (const { weight, candidate, baseline } of steps) {
    if (weight === 0) continue;
    addDeviations(deviations, candidate, weight);
    addDeviations(deviations, baseline, -weight);
  }
  const clusters = deviations.size;
  if (clusters < 2) return { variance: 0, clusters };
  // In sorted order, so that the order in which cells arrive cannot move the last digit.
  const squares = [...deviations].sort(([a], [b]) => (a < b ? -1 : 1)).reduce((sum, [, u]) => sum + u * u, 0);
  return { variance: (clusters / (clusters - 1)) * squares, clusters };
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
