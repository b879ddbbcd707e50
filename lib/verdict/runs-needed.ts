import { criticalValue } from "@/lib/stats/confidence-sequence";
import { combinedVariance } from "@/lib/stats/money-arm";
import {
  candidateRunsRequired,
  moreRuns,
  type Precision,
  roundUpTwoDigits,
  TOO_CLOSE_FACTOR,
} from "@/lib/stats/runs-required";
import type { RunsNeeded, VerdictKind } from "./comparison";
import {
  type Evidence,
  type FailedGate,
  type GateInput,
  MAXIMUM_COST_NOISE,
  MINIMUM_ACCEPTED,
  MINIMUM_RUNS,
} from "./decide-verdict";
import type { BenefitReading, MoneyComparison } from "./money-comparison";
import type { Reading } from "./reading";

/** How a plan is to be read: how fast runs come in, and whether the baseline still grows. */
export type Pace = {
  /** Runs of both arms a day in the compared window; null in an evaluation. */
  runsPerDay: number | null;
  baselineFrozen: boolean;
};

type Plan = { runs: number; tooCloseToCall: boolean };

function asRunsNeeded(plan: Plan, belowUsdPerRun: number, { runsPerDay }: Pace): RunsNeeded {
  const days = runsPerDay !== null && runsPerDay > 0 ? Math.ceil(plan.runs / runsPerDay) : null;
  return { ...plan, days, belowUsdPerRun };
}

/** Runs until the gates that count runs open, both arms growing in today's shares; null where no count would help. */
export function runsUntilGates(gates: GateInput, failed: readonly FailedGate[], pace: Pace): RunsNeeded | null {
  const { candidate, baseline } = gates.runs;
  const all = candidate + baseline;
  const more = failed.map(({ gate, have }) => {
    switch (gate) {
      case "too_few_runs":
        if (have === 0) return Math.max(0, MINIMUM_RUNS - candidate) + Math.max(0, MINIMUM_RUNS - baseline);
        return (MINIMUM_RUNS / have - 1) * all;
      case "too_few_accepted":
        return have === 0 ? 0 : (MINIMUM_ACCEPTED / have - 1) * all;
      case "cost_too_noisy":
        return ((have / MAXIMUM_COST_NOISE) ** 2 - 1) * all;
      default:
        return 0;
    }
  });
  const needed = Math.max(0, ...more);
  if (needed === 0) return null;
  return asRunsNeeded({ runs: roundUpTwoDigits(needed), tooCloseToCall: false }, 0, pace);
}

/** Candidate runs until the benefit is told from 0 against a baseline that no longer grows; null: it never is. */
function withFrozenBaseline(
  money: MoneyComparison,
  benefit: BenefitReading,
  distance: number,
  reading: Reading,
): Plan | null {
  const { candidate, baseline, population } = money;
  const now = population.steps.reduce((sum, step) => sum + step.candidate.reduce((runs, { n }) => runs + n, 0), 0);
  const effect = benefit.deff.anyDay;
  const required = candidateRunsRequired({
    candidateRuns: now,
    candidateVariance: effect * combinedVariance(candidate, benefit.lambda, -1),
    baselineVariance: effect * benefit.baselineFactor ** 2 * combinedVariance(baseline, benefit.lambda, -1),
    distance,
    k: criticalValue(money.t, reading.anyDay),
  });
  if (required === null) return null;
  const more = Math.max(0, required - now);
  return { runs: roundUpTwoDigits(more), tooCloseToCall: more > TOO_CLOSE_FACTOR * money.runs };
}

export type NeedInput = {
  kind: VerdictKind;
  money: MoneyComparison;
  benefit: BenefitReading;
  evidence: Evidence;
  acceptance: { value: number; t: number; runs: number };
  reading: Reading;
  pace: Pace;
};

/** Standard error that an any-day limit of the acceptance difference stands for. */
function qualityPrecision({ evidence, acceptance, reading }: NeedInput): Precision | null {
  const distance = acceptance.value + evidence.acceptanceMargin;
  const se = (acceptance.value - evidence.acceptance.low) / criticalValue(acceptance.t, reading.anyDay);
  return distance > 0 ? { t: acceptance.t, se, distance } : null;
}

/** `frozen_baseline_too_small`: no number of candidate runs would settle it. */
export type Need = RunsNeeded | "frozen_baseline_too_small" | null;

/**
 * About how many more runs settle an open verdict, with 80 % power: the quality question where the money is clear or
 * immaterial, else the money question. null where the verdict is firm or the difference points the wrong way.
 */
export function runsNeeded(input: NeedInput): Need {
  const { kind, money, benefit, evidence, acceptance, reading, pace } = input;
  if (kind !== "not_enough_evidence" && kind !== "pays_if_quality_holds") return null;
  const below = Math.max(Math.abs(benefit.anyDay.low), Math.abs(benefit.anyDay.high));
  const immaterial = -evidence.materialUsd < benefit.anyDay.low && benefit.anyDay.high < evidence.materialUsd;
  if (kind === "pays_if_quality_holds" || immaterial) {
    const precision = qualityPrecision(input);
    return precision === null ? null : asRunsNeeded(moreRuns(precision, acceptance.runs, reading.anyDay), below, pace);
  }
  const se = benefit.seIndependent * Math.sqrt(benefit.deff.anyDay);
  const distance = Math.max(Math.abs(benefit.value), evidence.materialUsd);
  if (!(se > 0 && distance > 0)) return null;
  if (pace.baselineFrozen) {
    const plan = withFrozenBaseline(money, benefit, distance, reading);
    return plan === null ? "frozen_baseline_too_small" : asRunsNeeded(plan, below, pace);
  }
  return asRunsNeeded(moreRuns({ t: money.t, se, distance }, money.runs, reading.anyDay), below, pace);
}
