import { type CostCap, capsByStep } from "@/lib/receipts/cost-caps";
import { armFiguresOn } from "./arm-figures";
import { acrossSteps, compareStep } from "./compare-step";
import type { ArmFigures, Comparison, ComparisonSettings } from "./comparison";
import { type ComparisonCell, canonicalCells } from "./comparison-cell";
import { armSteps, differencesOn, rateDifference } from "./differences";
import { type Allocation, gradeOf, sampleRatioEvidence } from "./grade";
import { type Judgement, judge, type Standards, verdictOf } from "./judge";
import { verdictBasis } from "./labour";
import { isMissing } from "./missing";
import { mixDistance, mixReading } from "./mix-reading";
import { benefitReading, moneyComparison } from "./money-comparison";
import { benefitDifference, costPerAcceptedChange } from "./net-benefit-figures";
import { paceOf } from "./pace";
import { cellsByStep, pooled, type SelectPopulation, type StepCells, standardised } from "./population";
import { completenessNotes, pendingNote, unknownFieldNotes } from "./quality-of-arms";
import {
  cappedNotes,
  manyStepsNotes,
  outlierNotes,
  thinNotes,
  unsupportedNames,
  unsupportedNotes,
} from "./quality-of-steps";
import { designNotes, driftNote, mixNotes, sampleRatioNotes, sensitivityNotes } from "./quality-of-verdict";
import { readingOf } from "./reading";
import { daySpan, maturedCells } from "./window";

export type CompareInput = {
  /** The arms as the comparison names them. */
  baseline: string;
  candidate: string;
  baselineCells: readonly ComparisonCell[];
  candidateCells: readonly ComparisonCell[];
  settings: ComparisonSettings;
  /** `YYYY-MM-DD` in the project's time zone; decides which days have matured. */
  today: string;
  /** Evaluation design: the smaller arm's share of runs on tasks that the other arm did too, where known. */
  sharedTaskShare?: number | null;
  /** What the cells' costs were capped at, step by step; a step that is not here has no cap. */
  costCaps?: readonly CostCap[];
  /** What a randomiser promised; without it a randomised split is not checked. */
  allocations?: readonly Allocation[];
};

/** Counts of one arm as they are, and its figures on the population of a comparison. */
function armOn(
  cells: readonly ComparisonCell[],
  select: SelectPopulation,
  arm: "candidate" | "baseline",
  { level, hourlyRateUsd }: Pick<ComparisonSettings, "level" | "hourlyRateUsd">,
): ArmFigures {
  const selectArm = (needed: number) => {
    const population = select(needed);
    return isMissing(population) ? population : armSteps(population, arm);
  };
  return armFiguresOn(cells, selectArm, level, hourlyRateUsd);
}

/** The mix of steps ignored, at the adjusted comparison's own λ, so that the two differ by the mix alone. */
function naiveReading(steps: readonly StepCells[], { benefit }: Judgement, standards: Standards) {
  const { basis, reading, lambdaUsd } = standards;
  const select = pooled(steps);
  const money = moneyComparison(select, basis);
  const acceptanceRate = rateDifference(select, "acceptanceRate", reading);
  if (isMissing(money)) {
    return { figures: { netBenefitUsd: money, costPerAcceptedChange: money, acceptanceRate }, mix: null };
  }
  const naive = benefitReading(money, benefit?.lambda ?? lambdaUsd, reading);
  return {
    figures: {
      netBenefitUsd: benefitDifference(money, naive, reading),
      costPerAcceptedChange: costPerAcceptedChange(money, reading),
      acceptanceRate,
    },
    mix: benefit && mixReading(money, benefit, mixDistance(steps), reading),
  };
}

/**
 * Does the candidate pay off against the baseline? Per step and overall on one mix of steps, each difference with
 * today's range and the range that is safe to check any day, the verdict of spec section 8 and what limits it.
 * A pure function of sums: the order and the splitting of cells change nothing. Live or evaluation design as the
 * settings say (spec section P.5). US$, minutes and rates (0 to 1) as doubles; whatever cannot be given is `Missing` with
 * its reason, so that nothing in the answer is NaN or infinite.
 */
export function compareArms(input: CompareInput): Comparison {
  const { settings, today } = input;
  const baseline = canonicalCells(maturedCells(input.baselineCells, settings, today));
  const candidate = canonicalCells(maturedCells(input.candidateCells, settings, today));
  const arms = { baseline, candidate };
  const capOf = capsByStep(input.costCaps ?? []);
  const steps = cellsByStep(baseline, candidate);
  const select = standardised(steps);
  const { basis, labourLeftOut } = verdictBasis(baseline, candidate, settings.hourlyRateUsd);
  const standards: Standards = {
    design: settings.design,
    minimumDays: settings.minimumDays,
    lambdaUsd: settings.lambdaUsd,
    acceptanceMargin: settings.acceptanceMargin,
    basis,
    reading: readingOf(settings),
    sampleRatioEValue: sampleRatioEvidence(baseline, candidate, input.allocations ?? []),
  };
  const grade = gradeOf(baseline, candidate, settings);
  const judgement = judge(select, standards);
  const naive = naiveReading(steps, judgement, standards);
  const population = select(0);
  const compared = acrossSteps(steps.map((step) => compareStep(step, settings, standards, grade)));
  return {
    baseline: input.baseline,
    candidate: input.candidate,
    settings,
    days: daySpan([...baseline, ...candidate]),
    steps: compared,
    overall: {
      naive: naive.figures,
      adjusted: {
        baseline: armOn(baseline, select, "baseline", settings),
        candidate: armOn(candidate, select, "candidate", settings),
        differences: differencesOn(select, standards.reading, settings.hourlyRateUsd),
      },
      coverage: steps.length === 0 ? null : isMissing(population) ? 0 : population.coverage,
      mixChangesTheAnswer: naive.mix?.reversal ?? false,
      mixMatters: naive.mix?.mixMatters ?? false,
      verdict: verdictOf(judgement, select, standards, {
        grade,
        pace: paceOf(arms, settings),
        leftOut: unsupportedNames(steps),
      }),
    },
    quality: [
      ...sampleRatioNotes(standards.sampleRatioEValue),
      ...mixNotes(naive.mix, mixDistance(steps)),
      ...unsupportedNotes(steps),
      ...designNotes(arms, standards, { labourLeftOut, sharedTaskShare: input.sharedTaskShare ?? null }),
      ...driftNote(arms, standards, grade, judgement.benefit?.lambda ?? null),
      ...pendingNote(arms),
      ...sensitivityNotes(arms, standards, judgement.kind),
      ...unknownFieldNotes(arms),
      ...completenessNotes(arms),
      ...cappedNotes(steps, capOf),
      ...outlierNotes(steps, capOf),
      ...thinNotes(steps),
      ...manyStepsNotes(compared, settings.level),
    ],
  };
}
