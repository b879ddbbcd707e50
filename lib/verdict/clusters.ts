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
 * Measured cover of a nominal .95 in the evaluation design, 2,000 repetitions; tasks drawn from Beta(.6) and Beta(2),
 * varying by task and arm in acceptance and cost, cost CV .66 to 1.3 within a task, failures 1.5 times as dear. Lowest to
 * highest of acceptance, cost per run, change of cost per accepted artifact and net benefit (auto and value):
 *
 *   89 tasks × 5 runs              .926 to .953     ignoring tasks .926 to .979
 *   89 tasks × 1                   .929 to .958     ignoring tasks .948 to .989
 *   30 and 50 tasks × 5            .932 to .961     ignoring tasks .916 to .987
 *   10, 15, 20 tasks × 5 or 10     .925 to .960     ignoring tasks .853 to .983 (without the t quantile .89 to .95)
 *   89 × 5, a fifth not shared     .938 to .956     ignoring tasks .889 to .942
 *   30 × 5, half not shared        .928 to .965     ignoring tasks .805 to .899
 *
 * Weakest: cost per run and its ratio at cost CV 1.3. Widths are .74 to 1.06 times those that ignore tasks where all are
 * shared (few runs a task: narrower), and wider where tasks are not shared or have many runs, as they should be.
 */
export function effectAt(deff: DesignEffects, range: "today" | "anyDay", z: number, reading: Reading): number {
  return deff[range] * (reading.pairedByTask ? fewClustersFactor(z, deff.clusters) : 1);
}
