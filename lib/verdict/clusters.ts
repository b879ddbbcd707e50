import type { CellSums } from "@/lib/receipts/cell";
import {
  type ClusteredArm,
  type ClusterVariance,
  clusterVariance,
  designEffect,
  fewClustersFactor,
} from "@/lib/stats/day-clusters";
import { type ComparisonCell, countRuns } from "./comparison-cell";
import type { Population } from "./population";
import { MINUTES, type MoneyBasis, USD } from "./quantities";
import type { Reading } from "./reading";

/** Total of a per-run quantity y over the runs that were summed up: y has to be linear in what a cell sums. */
export type TotalOf = (sums: CellSums) => number;

/** Total of α a + β K, acceptance and money in US$. */
export function moneyTotal(basis: MoneyBasis, alpha: number, beta: number): TotalOf {
  return ({ nAcc, cSum, hSum }) =>
    alpha * nAcc + beta * (Number(cSum) * USD + basis.usdPerMinute * Number(hSum) * MINUTES);
}

function clusteredArm(cells: readonly ComparisonCell[], totalOf: TotalOf): ClusteredArm {
  const clusters = new Map<string, { n: number; total: number }>();
  let total = 0;
  for (const cell of cells) {
    const y = totalOf(cell);
    const cluster = clusters.get(cell.cluster) ?? { n: 0, total: 0 };
    clusters.set(cell.cluster, { n: cluster.n + cell.n, total: cluster.total + y });
    total += y;
  }
  return { n: countRuns(cells), total, clusters };
}

/** Clustered variance of the standardised difference of y; each arm may have its own y (a linearised ratio, say). */
export function varianceByCluster(population: Population, candidate: TotalOf, baseline: TotalOf): ClusterVariance {
  return clusterVariance(
    population.steps.map((step) => ({
      weight: step.weight,
      candidate: clusteredArm(step.candidate, candidate),
      baseline: clusteredArm(step.baseline, baseline),
    })),
  );
}

/** Design effects for the two ranges of a difference, given what its variance is with independent runs. */
export type DesignEffects = { today: number; anyDay: number; clusters: number };

export function designEffects(clustered: ClusterVariance, independent: number, reading: Reading): DesignEffects {
  const deff = designEffect(clustered, independent, !reading.pairedByTask);
  return { today: reading.pairedByTask ? deff : 1, anyDay: deff, clusters: clustered.clusters };
}

/**
 * The design effect that an interval at critical value z takes; widened where few tasks give it (`fewClustersFactor`).
 *
 * Measured cover of a nominal .95 in the evaluation design (`npm run stats:simulate -- evaluation`, 3,000 repetitions):
 * tasks drawn from Beta(.3), Beta(.6) and Beta(2), varying by task and arm in acceptance and cost, cost CV .66 within a
 * task (89 × 5 also 1.3), failures 1.5 times as dear. Lowest to highest of acceptance, cost per run, change of cost per
 * accepted artifact and net benefit (auto and value); beside it acceptance alone, were tasks ignored:
 *
 *   89 tasks × 5 runs              .935 to .951     ignoring tasks .954 to .994
 *   89 tasks × 1                   .930 to .952     ignoring tasks .967 to .995
 *   20 tasks × 5                   .937 to .957     ignoring tasks .960 to .992
 *   10 tasks × 5                   .937 to .971     ignoring tasks .963 to .992
 *   89 × 5, a fifth not shared     .941 to .961     ignoring tasks .937 to .945
 *   30 × 5, half not shared        .944 to .961     ignoring tasks .831 to .907
 *
 * Without the t quantile ten tasks cover .894 to .935, twenty .917 to .943. Weakest: cost per run. The range of
 * acceptance is .67 to .96 times as wide as one that ignores tasks at 89 tasks, all shared (narrowest where tasks are
 * easy or hard for both arms), .75 to 1.08 at 10 and 20, and wider where tasks are not shared, as it should be.
 */
export function effectAt(deff: DesignEffects, range: "today" | "anyDay", z: number, reading: Reading): number {
  return deff[range] * (reading.pairedByTask ? fewClustersFactor(z, deff.clusters) : 1);
}
