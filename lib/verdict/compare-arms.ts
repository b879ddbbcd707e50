import type { PricesOnDay } from "@/lib/pricing/day-pricer";
import { type CostCap, capsByStep } from "@/lib/receipts/cost-caps";
import { type ArmTerms, armFiguresOn } from "./arm-figures";
import { acrossSteps, compareStep } from "./compare-step";
import type { ArmFigures, Comparison, ComparisonSettings } from "./comparison";
import type { ComparisonCell } from "./comparison-cell";
import type { StepSettings } from "./comparison-terms";
import { differencesOn, rateDifference } from "./differences";
import { economicsOf } from "./economics";
import type { Allocation } from "./grade";
import { type Judgement, type Standards, verdictOf } from "./judge";
import { judgeWhole } from "./judge-whole";
import { isMissing } from "./missing";
import { mixDistance, mixReading } from "./mix-reading";
import { benefitReading, moneyComparison } from "./money-comparison";
import { benefitDifference, costPerAcceptedChange } from "./net-benefit-figures";
import { paceOf } from "./pace";
import { planFrom } from "./plan";
import { armSteps, pooled, type SelectPopulation } from "./population";
import { completenessNotes, pendingNote, unknownFieldNotes } from "./quality-of-arms";
import {
  ownLabourNote,
  settingsChangedNotes,
  type TermsHistory,
  unpricedOnDayNote,
  whatIfNote,
} from "./quality-of-settings";
import {
  cappedNotes,
  manyStepsNotes,
  outlierNotes,
  thinNotes,
  unsupportedNames,
  unsupportedNotes,
} from "./quality-of-steps";
import { designNotes, driftNote, mixNotes, sampleRatioNotes, sensitivityNotes } from "./quality-of-verdict";
import { countPlaces, type RunGroup, type StepGroups } from "./run-groups";
import { stepsOnTerms } from "./step-terms";
import { daySpan, firstDayOf, maturedUntil } from "./window";

export type CompareInput = {
  /** The arms as the comparison names them. */
  baseline: string;
  candidate: string;
  baselineCells: readonly ComparisonCell[];
  candidateCells: readonly ComparisonCell[];
  settings: ComparisonSettings;
  /** Steps that are judged by terms of their own. */
  stepSettings?: readonly StepSettings[];
  /** How the terms came about, which limits what the any-day ranges promise; absent = as from the beginning. */
  history?: TermsHistory;
  /** `YYYY-MM-DD` in the project's time zone; decides which days have matured. */
  today: string;
  /** Evaluation design: the smaller arm's share of runs on tasks that the other arm did too, where known. */
  sharedTaskShare?: number | null;
  /** What the cells' costs were capped at, step by step; a step that is not here has no cap. */
  costCaps?: readonly CostCap[];
  /** The one day whose prices the cells' costs are at; absent = each run at its own cost. */
  pricesAt?: PricesOnDay | null;
  /** What a randomiser promised; without it a randomised split is not checked. */
  allocations?: readonly Allocation[];
};

const UNCHANGED: TermsHistory = { changes: [], onlyStep: null, whatIf: [] };

/** Counts of one arm as they are, and its figures on the population of a comparison. */
function armOn(
  runs: readonly RunGroup[],
  select: SelectPopulation,
  arm: "candidate" | "baseline",
  terms: ArmTerms,
): ArmFigures {
  const selectArm = (needed: number) => {
    const population = select(needed);
    return isMissing(population) ? population : armSteps(population, arm);
  };
  return armFiguresOn(runs, countPlaces(runs, "day"), selectArm, terms);
}

/** The mix of steps ignored, at the adjusted comparison's own λ, so that the two differ by the mix alone. */
function naiveReading(steps: readonly StepGroups[], { benefit }: Judgement, standards: Standards) {
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
  const { settings, today, history = UNCHANGED } = input;
  const cells = { baseline: input.baselineCells, candidate: input.candidateCells };
  const until = maturedUntil(settings, today);
  const { steps, arms, select, standards, labourLeftOut, judgement, grade } = judgeWhole(input, until);
  const { baseline, candidate } = arms;
  const capOf = capsByStep(input.costCaps ?? []);
  const naive = naiveReading(steps, judgement, standards);
  const population = select(0);
  const onTerms = stepsOnTerms(cells, { steps, settings, standards }, input.stepSettings ?? [], today);
  const compared = acrossSteps(
    onTerms.map((step) => compareStep(step, grade)),
    standards.reading,
  );
  return {
    baseline: input.baseline,
    candidate: input.candidate,
    settings,
    pricesAt: input.pricesAt ?? null,
    days: daySpan([...baseline, ...candidate]),
    steps: compared,
    overall: {
      naive: naive.figures,
      adjusted: {
        baseline: armOn(baseline, select, "baseline", { ...settings, priceRatio: 1 }),
        candidate: armOn(candidate, select, "candidate", settings),
        differences: differencesOn(select, standards.reading, settings),
      },
      coverage: steps.length === 0 ? null : isMissing(population) ? 0 : population.coverage,
      mixChangesTheAnswer: naive.mix?.reversal ?? false,
      mixMatters: naive.mix?.mixMatters ?? false,
      verdict: verdictOf(judgement, select, standards, {
        grade,
        pace: paceOf(arms, settings),
        leftOut: unsupportedNames(steps),
      }),
      economics: economicsOf(judgement.money, judgement.benefit, standards.reading),
      plan: judgement.kind === "insufficient_data" ? planFrom(baseline, settings, standards.reading) : null,
    },
    quality: [
      ...whatIfNote(history),
      ...settingsChangedNotes(history, {
        design: settings.design,
        steps: compared,
        firstDay: history.changes.length === 0 ? null : firstDayOf(cells),
      }),
      ...unpricedOnDayNote(input.pricesAt ?? null),
      ...sampleRatioNotes(standards.sampleRatioEValue),
      ...mixNotes(naive.mix, mixDistance(steps)),
      ...unsupportedNotes(steps),
      ...designNotes(arms, standards, { labourLeftOut, sharedTaskShare: input.sharedTaskShare ?? null }),
      ...ownLabourNote(onTerms),
      ...driftNote(cells.baseline, until, standards, grade, judgement.benefit?.lambda ?? null),
      ...pendingNote(arms),
      ...sensitivityNotes(steps, standards, judgement.kind),
      ...unknownFieldNotes(arms),
      ...completenessNotes(arms),
      ...cappedNotes(steps, capOf),
      ...outlierNotes(steps, capOf),
      ...thinNotes(steps),
      ...manyStepsNotes(compared, settings.level),
    ],
  };
}
