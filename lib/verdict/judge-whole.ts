import type { CompareInput } from "./compare-arms";
import { gradeOf, sampleRatioEvidence } from "./grade";
import { type Judgement, judge, type Standards } from "./judge";
import { verdictBasis } from "./labour";
import { type SelectPopulation, standardised } from "./population";
import { readingOf } from "./reading";
import { cellsByStep, type RunGroup, type StepGroups } from "./run-groups";

/** All steps judged as one on the same mix, with all that it was made from. */
export type Whole = {
  steps: readonly StepGroups[];
  arms: Record<"baseline" | "candidate", readonly RunGroup[]>;
  select: SelectPopulation;
  standards: Standards;
  /** An hourly rate is set, but too few runs report minutes. */
  labourLeftOut: boolean;
  judgement: Judgement;
  grade: ReturnType<typeof gradeOf>;
};

/** The verdict on all steps together, of runs that started up to a day (`until`, counted; null = all). */
export function judgeWhole(input: CompareInput, until: string | null): Whole {
  const { settings } = input;
  const steps = cellsByStep(input.baselineCells, input.candidateCells, until);
  const arms = {
    baseline: steps.flatMap((step) => step.baseline),
    candidate: steps.flatMap((step) => step.candidate),
  };
  const select = standardised(steps);
  const { basis, labourLeftOut } = verdictBasis(arms, settings);
  const standards: Standards = {
    design: settings.design,
    minimumDays: settings.minimumDays,
    lambdaUsd: settings.lambdaUsd,
    acceptanceMargin: settings.acceptanceMargin,
    basis,
    reading: readingOf(settings),
    sampleRatioEValue: sampleRatioEvidence(steps, input.allocations ?? []),
  };
  const judgement = judge(select, standards);
  return { steps, arms, select, standards, labourLeftOut, judgement, grade: gradeOf(steps, settings) };
}
