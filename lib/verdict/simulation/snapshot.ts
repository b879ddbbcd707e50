import type { Random } from "@/lib/story/random";
import { armFigures } from "../arm-figures";
import type { Missing, Range } from "../comparison";
import { costDifference, meanDifference, rateDifference } from "../differences";
import { isMissing } from "../missing";
import { benefitReading, moneyComparison } from "../money-comparison";
import { costPerAcceptedChange } from "../net-benefit-figures";
import { standardised } from "../population";
import { moneyBasis } from "../quantities";
import { cellsByStep } from "../run-groups";
import { covers } from "./cover";
import { overdispersedCount } from "./random";
import { LIVE } from "./reading";
import { shareOfRepetitions } from "./repeat";
import { cellOf, emptyTally, meanCostUsd, type Tally, tallyRetries, tallyRun } from "./tally";

/**
 * Cover of today's range, all quantities, one step: both arms accept alike, the candidate retries a fifth less, failures
 * cost 1.5 times as much, and an accepted artifact is worth $3 in value mode.
 */
export type Snapshot = {
  sigma: number;
  candidateRuns: number;
  baselineRuns: number;
  acceptanceRate: number;
  /** Mean cost of an accepted run of the candidate, US$; the baseline's is 1. */
  candidateUsd: number;
};

export const SNAPSHOT_QUANTITIES = [
  "acceptance",
  "d acceptance",
  "d count",
  "cost",
  "d cost",
  "cost/accepted",
  "ratio of cost/acc",
  "INMB auto",
  "INMB value",
] as const;
export type SnapshotQuantity = (typeof SNAPSHOT_QUANTITIES)[number];

const BASELINE_USD = 1;
/** Mean retries per run. */
const RETRIES = { baseline: 1, candidate: 0.8 };
const LAMBDA_USD = 3;

function truths({ acceptanceRate, candidateUsd }: Snapshot): Record<SnapshotQuantity, number> {
  const cost = meanCostUsd(candidateUsd, acceptanceRate);
  const saved = meanCostUsd(BASELINE_USD, acceptanceRate) - cost;
  return {
    acceptance: acceptanceRate,
    "d acceptance": 0,
    "d count": RETRIES.candidate - RETRIES.baseline,
    cost,
    "d cost": -saved,
    "cost/accepted": cost / acceptanceRate,
    "ratio of cost/acc": candidateUsd / BASELINE_USD - 1,
    "INMB auto": saved,
    "INMB value": saved,
  };
}

function drawArm(random: Random, snapshot: Snapshot, arm: "baseline" | "candidate"): Tally {
  const { sigma, acceptanceRate } = snapshot;
  const run = { acceptanceRate, sigma, usd: arm === "candidate" ? snapshot.candidateUsd : BASELINE_USD };
  const runs = arm === "candidate" ? snapshot.candidateRuns : snapshot.baselineRuns;
  const tally = emptyTally();
  for (let i = 0; i < runs; i++) {
    tallyRun(tally, random, run);
    tallyRetries(tally, overdispersedCount(random, RETRIES[arm]));
  }
  return tally;
}

/** The ranges that the product gives for one data set. */
function rangesOf(baselineArm: Tally, candidateArm: Tally): Record<SnapshotQuantity, Range | Missing | null> {
  const key = { step: "step", day: "2026-11-02" };
  const candidate = [cellOf(candidateArm, key)];
  const select = standardised(cellsByStep([cellOf(baselineArm, key)], candidate));
  const { figures } = armFigures(candidate, 1, { level: LIVE.level, hourlyRateUsd: 0, priceRatio: 1 });
  const money = moneyComparison(select, moneyBasis(0, 1));
  if (isMissing(money)) throw new Error("both arms have runs");
  return {
    acceptance: figures.acceptanceRate,
    "d acceptance": rateDifference(select, "acceptanceRate", LIVE),
    "d count": meanDifference(select, "retriesPerRun", LIVE),
    cost: figures.costPerRunUsd,
    "d cost": costDifference(money, LIVE),
    "cost/accepted": figures.costPerAcceptedUsd,
    "ratio of cost/acc": costPerAcceptedChange(money, LIVE),
    "INMB auto": benefitReading(money, null, LIVE)?.today ?? null,
    "INMB value": benefitReading(money, LAMBDA_USD, LIVE)?.today ?? null,
  };
}

/** Share of repetitions in which each range holds the truth; a range that cannot be given holds nothing. */
export function snapshotCover(
  snapshot: Snapshot,
  random: Random,
  repetitions: number,
): Record<SnapshotQuantity, number> {
  const truth = truths(snapshot);
  return shareOfRepetitions(SNAPSHOT_QUANTITIES, repetitions, () => {
    const ranges = rangesOf(drawArm(random, snapshot, "baseline"), drawArm(random, snapshot, "candidate"));
    return SNAPSHOT_QUANTITIES.filter((quantity) => covers(ranges[quantity], truth[quantity]));
  });
}
