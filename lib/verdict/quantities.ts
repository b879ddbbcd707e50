import type { CellSums } from "@/lib/receipts/cell";
import { UNKNOWN } from "@/lib/receipts/cell";
import type { Metric } from "./comparison";

/** A metric that is a share of runs: what it needs to know, and how many runs count as yes. */
export type RateQuantity = { needed: number; yes: (sums: CellSums) => number };

export type RateMetric = Extract<Metric, `${string}Rate`>;

export const RATES: Record<RateMetric, RateQuantity> = {
  acceptanceRate: { needed: 0, yes: ({ nAcc }) => nAcc },
  firstPassRate: { needed: UNKNOWN.firstPass, yes: ({ nFirst }) => nFirst },
  stoppedEarlyAcceptedRate: { needed: UNKNOWN.stoppedEarly, yes: ({ nStopAcc }) => nStopAcc },
  stoppedEarlyNotAcceptedRate: { needed: UNKNOWN.stoppedEarly, yes: ({ nStop, nStopAcc }) => nStop - nStopAcc },
  erroredRate: { needed: 0, yes: ({ nErr }) => nErr },
};

/** A metric that is a mean per run: its sum and sum of squares in integer units, and what one unit is worth. */
export type MeanQuantity = {
  needed: number;
  sum: (sums: CellSums) => bigint;
  squares: (sums: CellSums) => bigint;
  unit: number;
};

export type MeanMetric = Exclude<Extract<Metric, `${string}PerRun`>, RateMetric>;

/** Thousandths of a minute to minutes, nano-US$ to US$. */
export const MINUTES = 1e-3;
export const USD = 1e-9;

export const MEANS: Record<MeanMetric, MeanQuantity> = {
  retriesPerRun: { needed: UNKNOWN.retries, sum: ({ rSum }) => rSum, squares: ({ rSq }) => rSq, unit: 1 },
  humanEditsPerRun: { needed: UNKNOWN.humanEdits, sum: ({ eSum }) => eSum, squares: ({ eSq }) => eSq, unit: 1 },
  humanMinutesPerRun: {
    needed: UNKNOWN.humanMinutes,
    sum: ({ hSum }) => hSum,
    squares: ({ hSq }) => hSq,
    unit: MINUTES,
  },
  toolCallsPerRun: { needed: UNKNOWN.toolCalls, sum: ({ tSum }) => tSum, squares: ({ tSq }) => tSq, unit: 1 },
  validationFailuresPerRun: {
    needed: UNKNOWN.validationFailures,
    sum: ({ vSum }) => vSum,
    squares: ({ vSq }) => vSq,
    unit: 1,
  },
};

/** What the money of a run is made of: model cost, and human time at a rate. */
export type MoneyBasis = { usdPerMinute: number; needed: number };

export const MODEL_COST: MoneyBasis = { usdPerMinute: 0, needed: UNKNOWN.cost };

/** Model cost and labour, where both are known; model cost alone at a rate of 0. */
export function moneyBasis(hourlyRateUsd: number): MoneyBasis {
  if (hourlyRateUsd === 0) return MODEL_COST;
  return { usdPerMinute: hourlyRateUsd / 60, needed: UNKNOWN.cost | UNKNOWN.humanMinutes };
}
