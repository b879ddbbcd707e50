import {
  addDeviations,
  type ClusteredRuns,
  type ClusterVariance,
  clusterCovariance,
  designEffect,
  fewClustersFactor,
} from "@/lib/stats/day-clusters";
import type { Population } from "./population";
import { type Linear, MINUTES, USD } from "./quantities";
import type { Reading } from "./reading";
import type { LinearField } from "./row-table";
import { countRuns, type RunGroup } from "./run-groups";

type Arm = "candidate" | "baseline";

function clusteredRuns(groups: readonly RunGroup[], field: LinearField): ClusteredRuns {
  return {
    n: countRuns(groups),
    total: groups.reduce((sum, group) => sum + Number(group[field]), 0),
    rows: groups.map(({ rows: { cluster, columns, start, end } }) => {
      return { place: cluster, n: columns.n, y: columns[field], start, end };
    }),
  };
}

/** Adds what each cluster contributes to the deviation of `factor` × one arm's standardised mean of a field. */
function addArm(into: Float64Array, { steps }: Population, arm: Arm, field: LinearField, factor: number): void {
  for (const step of steps) addDeviations(into, clusteredRuns(step[arm], field), factor * step.weight);
}

/** Clustered variance of the standardised difference of a per-run quantity. */
export function varianceByCluster(population: Population, quantity: Linear): ClusterVariance {
  const deviations = new Float64Array(population.places);
  for (const [field, coefficient] of quantity) {
    addArm(deviations, population, "candidate", field, coefficient);
    addArm(deviations, population, "baseline", field, -coefficient);
  }
  const { clusters } = population;
  return { variance: clusterCovariance(deviations, deviations, clusters), clusters };
}

/** Coefficients of a per-run quantity α a + β K: acceptance, and money in US$. */
export type OfMoney = { alpha: number; beta: number };

/**
 * Clustered variance of any linear quantity of money and acceptance, a different one in each arm where that is wanted
 * (a linearised ratio, say), at any price of the candidate. The covariances of acceptance, model cost and minutes are
 * found once; each quantity is then a few products.
 */
export function moneyByCluster(population: Population, usdPerMinute: number) {
  const fields: [LinearField, number][] = [
    ["nAcc", 1],
    ["cSum", USD],
    ...(usdPerMinute === 0 ? [] : [["hSum", usdPerMinute * MINUTES] as [LinearField, number]]),
  ];
  const terms = (["candidate", "baseline"] as const).flatMap((arm) =>
    fields.map(([field, unit]) => {
      const into = new Float64Array(population.places);
      addArm(into, population, arm, field, arm === "candidate" ? unit : -unit);
      return into;
    }),
  );
  const { clusters } = population;
  const covariances = terms.map((u) => terms.map((v) => clusterCovariance(u, v, clusters)));
  return (candidate: OfMoney, baseline: OfMoney, priceRatio: number): ClusterVariance => {
    const ofArm = ({ alpha, beta }: OfMoney, ratio: number) => [alpha, beta * ratio, beta].slice(0, fields.length);
    const factors = [...ofArm(candidate, priceRatio), ...ofArm(baseline, 1)];
    const variance = factors.reduce(
      (sum, f, i) => sum + factors.reduce((row, g, j) => row + f * g * (covariances[i]?.[j] ?? 0), 0),
      0,
    );
    return { variance: Math.max(0, variance), clusters };
  };
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
