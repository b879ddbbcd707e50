import { UNKNOWN } from "@/lib/receipts/cell";
import { emptySums } from "@/lib/receipts/cell-sums";
import type { Exact } from "@/lib/receipts/exact";
import { type JointTotals, NO_JOINT_TOTALS } from "@/lib/stats/joint-moments";
import { lognormalFactor, type Random } from "@/lib/story/random";
import type { ComparisonCell } from "../comparison-cell";

/**
 * Sums of simulated runs, in doubles, so that hundreds of millions of runs take seconds. Money in whole nano-US$: its
 * squares are rounded beyond 2^53, by parts in 10^13 of a variance.
 */
export type Tally = {
  n: number;
  accepted: number;
  cost: number;
  costSquares: number;
  costAccepted: number;
  retries: number;
  retrySquares: number;
};

export const emptyTally = (): Tally => ({
  n: 0,
  accepted: 0,
  cost: 0,
  costSquares: 0,
  costAccepted: 0,
  retries: 0,
  retrySquares: 0,
});

/** A run that is not accepted costs so many times what an accepted one costs, on average. */
const FAILURE_COST = 1.5;

/** Mean cost of a run, US$, where an accepted one costs `usd` on average. */
export function meanCostUsd(usd: number, acceptanceRate: number): number {
  return usd * (acceptanceRate + FAILURE_COST * (1 - acceptanceRate));
}

/** Adds one run: accepted or not, then a lognormal cost given that. `sigma` .6, 1.0, 1.5 is a CV of .66, 1.3, 2.9. */
export function tallyRun(
  tally: Tally,
  random: Random,
  run: { acceptanceRate: number; usd: number; sigma: number },
): void {
  const accepted = random() < run.acceptanceRate;
  const usd = run.usd * (accepted ? 1 : FAILURE_COST) * lognormalFactor(random, run.sigma);
  const nano = Math.round(usd * 1e9);
  tally.n += 1;
  tally.cost += nano;
  tally.costSquares += nano * nano;
  if (!accepted) return;
  tally.accepted += 1;
  tally.costAccepted += nano;
}

/** Adds a count, of retries say, to the run that was tallied last. */
export function tallyRetries(tally: Tally, retries: number): void {
  tally.retries += retries;
  tally.retrySquares += retries * retries;
}

/** Runs say what they cost, what became of them and how often they were retried; all else is unknown. */
const NOT_SIMULATED =
  UNKNOWN.humanEdits |
  UNKNOWN.humanMinutes |
  UNKNOWN.validationFailures |
  UNKNOWN.toolCalls |
  UNKNOWN.firstPass |
  UNKNOWN.stoppedEarly |
  UNKNOWN.usage;

const whole = (sum: number): Exact => (Number.isSafeInteger(sum) ? sum : BigInt(sum));

/** The cell of a tally. Assigned, not spread: a spread of so many columns takes five times as long. */
export function cellOf(tally: Tally, key: { step: string; day: string; cluster?: string }): ComparisonCell {
  return Object.assign(emptySums(), {
    workflow: "simulation",
    step: key.step,
    cluster: key.cluster ?? key.day,
    day: key.day,
    state: "resolved" as const,
    unknown: NOT_SIMULATED,
    assign: "routed",
    policyVersion: 0,
    n: tally.n,
    nAcc: tally.accepted,
    nRej: tally.n - tally.accepted,
    cSum: whole(tally.cost),
    cSq: whole(tally.costSquares),
    cAcc: whole(tally.costAccepted),
    rSum: whole(tally.retries),
    rSq: whole(tally.retrySquares),
  });
}

/** The same sums for the functions of `lib/stats` that take no cells. */
export function totalsOf(tally: Tally): JointTotals {
  return {
    ...NO_JOINT_TOTALS,
    n: BigInt(tally.n),
    a: BigInt(tally.accepted),
    c: BigInt(tally.cost),
    cc: BigInt(tally.costSquares),
    ca: BigInt(tally.costAccepted),
  };
}
