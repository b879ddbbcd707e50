import { informationTime } from "@/lib/stats/confidence-sequence";
import { MINIMUM_CLUSTERS } from "@/lib/stats/day-clusters";
import { icer, plane } from "@/lib/stats/plane";
import { standardRate } from "./arm-moments";
import type { ComparisonSettings, Difference, Missing, MissingCode, Reason, Verdict, VerdictKind } from "./comparison";
import { decideVerdict, type Evidence, type GateInput, type VerdictDecision } from "./decide-verdict";
import { costDifference, rateDifference } from "./differences";
import type { Grade } from "./grade";
import { isMissing, missing } from "./missing";
import {
  type BenefitReading,
  benefitReading,
  type MoneyComparison,
  moneyComparison,
  planeDesignEffect,
} from "./money-comparison";
import { benefitDifference, breakEvenPriceRatio, costPerAcceptedChange } from "./net-benefit-figures";
import { armSteps, type SelectPopulation } from "./population";
import { type MoneyBasis, RATES } from "./quantities";
import type { Reading } from "./reading";
import { decisionReasons, gateReasons, missingReason } from "./reasons";
import { type Pace, runsNeeded, runsUntilGates } from "./runs-needed";
import { sentenceOf } from "./sentence";
import { evidenceOf, gatesOf } from "./verdict-inputs";

/** What a verdict is judged by, beside the population. */
export type Standards = Pick<ComparisonSettings, "design" | "minimumDays" | "lambdaUsd" | "acceptanceMargin"> & {
  basis: MoneyBasis;
  reading: Reading;
  sampleRatioEValue: number | null;
};

/** A decision with all that it was made from. */
export type Judgement = VerdictDecision & {
  money: MoneyComparison | Missing;
  benefit: BenefitReading | null;
  evidence: Evidence | null;
  gates: GateInput;
  acceptance: Difference;
  cost: Difference;
};

/** Gates where no run of both arms can be compared: nothing is there to be counted. */
function emptyGates({ design, minimumDays }: Standards): GateInput {
  const none = { candidate: 0, baseline: 0 };
  return {
    runs: none,
    accepted: none,
    days: design === "live" ? { ...none, need: minimumDays } : null,
    tasks: design === "evaluation" ? { have: 0, need: MINIMUM_CLUSTERS } : null,
    coverage: 0,
    costNoise: none,
  };
}

/** Decides on one population: a single step, or all of them on one mix. */
export function judge(select: SelectPopulation, standards: Standards): Judgement {
  const { basis, reading, lambdaUsd, acceptanceMargin, sampleRatioEValue } = standards;
  const acceptance = rateDifference(select, "acceptanceRate", reading);
  const money = moneyComparison(select, basis);
  if (isMissing(money)) {
    const gates = emptyGates(standards);
    const decision = decideVerdict(gates, null, sampleRatioEValue);
    return { ...decision, money, benefit: null, evidence: null, gates, acceptance, cost: money };
  }
  const benefit = benefitReading(money, lambdaUsd, reading);
  const cost = costDifference(money, reading);
  const evidence = evidenceOf({ money, benefit, acceptance, cost, acceptanceMargin });
  const gates = gatesOf(money, standards);
  return { ...decideVerdict(gates, evidence, sampleRatioEValue), money, benefit, evidence, gates, acceptance, cost };
}

/** The label alone: to see whether it hangs on an assumption. */
export function judgeKind(select: SelectPopulation, standards: Standards): VerdictKind {
  return judge(select, standards).kind;
}

const UNBOUNDED: Reason = {
  code: "unbounded",
  message: "There are too few runs for a range that is safe to check any day.",
  have: null,
  need: null,
};

const NOTHING_TO_COUNT = new Set<MissingCode>(["no_runs", "no_common_steps"]);

function reasonsOf({ kind, failed, evidence, money }: Judgement, leftOut: readonly string[]): Reason[] {
  if (kind === "blocked") {
    const message = "Runs were not split between the arms as the policy promised.";
    return [{ code: "sample_ratio_mismatch", message, have: null, need: null }];
  }
  if (kind !== "insufficient_data") return evidence === null ? [UNBOUNDED] : decisionReasons(evidence);
  // Without runs, or without a step in common, the gates would only say the same in other words.
  if (isMissing(money) && NOTHING_TO_COUNT.has(money.missing)) return [missingReason(money)];
  const reasons = gateReasons(failed, leftOut);
  return isMissing(money) && money.missing === "not_reported" ? [missingReason(money), ...reasons] : reasons;
}

function needOf(judgement: Judgement, select: SelectPopulation, standards: Standards, pace: Pace) {
  const { kind, money, benefit, evidence, acceptance, gates, failed } = judgement;
  if (isMissing(money) && money.missing === "no_common_steps") return null;
  if (kind === "insufficient_data") return runsUntilGates(gates, failed, pace);
  const population = select(RATES.acceptanceRate.needed);
  if (isMissing(money) || isMissing(population) || isMissing(acceptance) || !benefit || !evidence) return null;
  const effective = (arm: "candidate" | "baseline") =>
    standardRate(armSteps(population, arm), RATES.acceptanceRate).effective;
  return runsNeeded({
    kind,
    money,
    benefit,
    evidence,
    acceptance: {
      value: acceptance.value,
      t: informationTime(effective("candidate"), effective("baseline")),
      runs: population.runs,
    },
    reading: standards.reading,
    pace,
  });
}

/** Money per extra (or lost) accepted artifact where accepting more costs more; null elsewhere. */
function moneyPerArtifact(money: MoneyComparison | Missing, reading: Reading) {
  if (isMissing(money)) return null;
  const { candidate, baseline } = money;
  const { value, set } = icer(plane(candidate, baseline, planeDesignEffect(money, reading)), reading.z);
  if (value === null || value <= 0) return null;
  return { value, range: set.kind === "between" ? { low: set.low, high: set.high } : null };
}

const TOO_SMALL: Reason = {
  code: "frozen_baseline_too_small",
  message: "The baseline itself is too small and no longer grows: keep some work on it.",
  have: null,
  need: null,
};

/** The verdict with its reasons, figures and sentence. `leftOut` names the steps that one arm hardly did. */
export function verdictOf(
  judgement: Judgement,
  select: SelectPopulation,
  standards: Standards,
  context: { grade: Grade; pace: Pace; leftOut: readonly string[] },
): Verdict {
  const { kind, sub, money, benefit, acceptance, cost } = judgement;
  const { reading, design, acceptanceMargin, lambdaUsd } = standards;
  const need = needOf(judgement, select, standards, context.pace);
  const tooSmall = need === "frozen_baseline_too_small";
  const reasons = [...reasonsOf(judgement, context.leftOut), ...(tooSmall ? [TOO_SMALL] : [])];
  const more = tooSmall ? null : need;
  const netBenefitUsd = isMissing(money) ? money : benefitDifference(money, benefit, reading);
  const change = isMissing(money) ? money : costPerAcceptedChange(money, reading);
  const sentence = sentenceOf({
    kind,
    sub,
    design,
    reasons,
    costPerAcceptedChange: change,
    netBenefitUsd,
    acceptance,
    costPerRun: cost,
    acceptanceMargin,
    lambda: benefit && { usd: benefit.lambda, given: lambdaUsd !== null },
    perArtifact: moneyPerArtifact(money, reading),
    runsNeeded: more,
  });
  return {
    kind,
    sub,
    reasons,
    sentence,
    ...context.grade,
    netBenefitUsd,
    costPerAcceptedChange: change,
    breakEvenPriceRatio: isMissing(money)
      ? missing("no_common_steps", "No step was done by both arms often enough.")
      : breakEvenPriceRatio(money, lambdaUsd, reading),
    runsNeeded: more,
  };
}
