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
 * Measured cover of a nominal .95 in the evaluation design, tasks drawn from Beta(.6) and Beta(2) with variation by task
 * and arm in acceptance and in cost, cost CV .66 within a task, failures 1.5 times as dear, 2,000 repetitions:
 * acceptance, cost per run, change of cost per accepted, net benefit (auto, value):
 * COVER
 */
export function effectAt(deff: DesignEffects, range: "today" | "anyDay", z: number, reading: Reading): number {
  return deff[range] * (reading.pairedByTask ? fewClustersFactor(z, deff.clusters) : 1);
}
