import { UNKNOWN } from "@/lib/receipts/cell";
import type { Metric } from "./comparison";
import type { RunSums } from "./comparison-cell";
import type { LinearField } from "./row-table";

/** A per-run quantity that is linear in what a cell sums up: its coefficients. */
export type Linear = readonly (readonly [field: LinearField, coefficient: number])[];

/** Total of a linear quantity over the runs that were summed up. */
export function linearTotal(sums: Pick<RunSums, LinearField>, linear: Linear): number {
  return linear.reduce((total, [field, coefficient]) => total + coefficient * Number(sums[field]), 0);
}

/** A metric that is a share of runs: what it needs to know, and how many runs count as yes. */
export type RateQuantity = { needed: number; yes: Linear };

export type RateMetric = Extract<Metric, `${string}Rate`>;

export const RATES: Record<RateMetric, RateQuantity> = {
  acceptanceRate: { needed: 0, yes: [["nAcc", 1]] },
  firstPassRate: { needed: UNKNOWN.firstPass, yes: [["nFirst", 1]] },
  stoppedEarlyAcceptedRate: { needed: UNKNOWN.stoppedEarly, yes: [["nStopAcc", 1]] },
  stoppedEarlyNotAcceptedRate: {
    needed: UNKNOWN.stoppedEarly,
    yes: [
      ["nStop", 1],
      ["nStopAcc", -1],
    ],
  },
  erroredRate: { needed: 0, yes: [["nErr", 1]] },
};

/** A metric that is a mean per run: its sum and sum of squares in integer units, and what one unit is worth. */
export type MeanQuantity = {
  needed: number;
  sum: "rSum" | "eSum" | "hSum" | "tSum" | "vSum";
  squares: "rSq" | "eSq" | "hSq" | "tSq" | "vSq";
  unit: number;
};

export type MeanMetric = Exclude<Extract<Metric, `${string}PerRun`>, RateMetric>;

/** Thousandths of a minute to minutes, nano-US$ to US$. */
export const MINUTES = 1e-3;
export const USD = 1e-9;

export const MEANS: Record<MeanMetric, MeanQuantity> = {
  retriesPerRun: { needed: UNKNOWN.retries, sum: "rSum", squares: "rSq", unit: 1 },
  humanEditsPerRun: { needed: UNKNOWN.humanEdits, sum: "eSum", squares: "eSq", unit: 1 },
  humanMinutesPerRun: { needed: UNKNOWN.humanMinutes, sum: "hSum", squares: "hSq", unit: MINUTES },
  toolCallsPerRun: { needed: UNKNOWN.toolCalls, sum: "tSum", squares: "tSq", unit: 1 },
  validationFailuresPerRun: { needed: UNKNOWN.validationFailures, sum: "vSum", squares: "vSq", unit: 1 },
};

/** What the money of a run is made of: model cost, and human time at a rate. */
export type MoneyBasis = {
  usdPerMinute: number;
  needed: number;
  /** What the candidate's model cost is multiplied by; 1 = as billed. */
  priceRatio: number;
};

/** Model cost and labour, where both are known; model cost alone at a rate of 0. */
export function moneyBasis(hourlyRateUsd: number, priceRatio: number): MoneyBasis {
  const needed = hourlyRateUsd === 0 ? UNKNOWN.cost : UNKNOWN.cost | UNKNOWN.humanMinutes;
  return { usdPerMinute: hourlyRateUsd / 60, needed, priceRatio };
}
