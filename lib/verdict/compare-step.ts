import { benjaminiHochberg } from "@/lib/stats/multiplicity";
import { armFigures } from "./arm-figures";
import type { StepComparison } from "./comparison";
import { differencesOn } from "./differences";
import type { Grade } from "./grade";
import { judge, verdictOf } from "./judge";
import { paceOf } from "./pace";
import { standardised } from "./population";
import { isSupported } from "./quality-of-steps";
import type { StepOnTerms } from "./step-terms";

/** One step alone: its own population, its own verdict on its own terms, at its own information time. */
export function compareStep(
  { step, settings, standards, own }: StepOnTerms,
  grade: Grade,
): Omit<StepComparison, "anyDayPAcrossSteps"> {
  const select = standardised([step]);
  const { workflow, step: name, baseline, candidate } = step;
  const { level, hourlyRateUsd } = settings;
  const judgement = judge(select, standards);
  return {
    workflow,
    step: name,
    settings: own,
    supported: isSupported(step),
    baseline: armFigures(baseline, level, hourlyRateUsd),
    candidate: armFigures(candidate, level, hourlyRateUsd),
    differences: differencesOn(select, standards.reading, hourlyRateUsd),
    verdict: verdictOf(judgement, select, standards, { grade, pace: paceOf(step, settings), leftOut: [] }),
    anyDayP: judgement.benefit?.evidence.p ?? null,
  };
}

/** Steps with each p adjusted for having looked at all of them; such p may be looked at any day (e-BH). */
export function acrossSteps(steps: readonly Omit<StepComparison, "anyDayPAcrossSteps">[]): StepComparison[] {
  const adjusted = benjaminiHochberg(steps.flatMap(({ anyDayP }) => (anyDayP === null ? [] : [anyDayP])));
  let next = 0;
  return steps.map((step) => ({
    ...step,
    anyDayPAcrossSteps: step.anyDayP === null ? null : (adjusted[next++] ?? null),
  }));
}
