import { benjaminiHochberg } from "@/lib/stats/multiplicity";
import { armFigures } from "./arm-figures";
import type { ComparisonSettings, StepComparison } from "./comparison";
import { differencesOn } from "./differences";
import type { Grade } from "./grade";
import { judge, type Standards, verdictOf } from "./judge";
import { paceOf } from "./pace";
import { standardised } from "./population";
import { isSupported } from "./quality-of-steps";
import { countPlaces, type StepGroups } from "./run-groups";

/** One step alone: its own population, its own verdict, at its own information time. */
export function compareStep(
  step: StepGroups,
  settings: ComparisonSettings,
  standards: Standards,
  grade: Grade,
): Omit<StepComparison, "anyDayPAcrossSteps"> {
  const select = standardised([step]);
  const { workflow, step: name, baseline, candidate } = step;
  const judgement = judge(select, standards);
  return {
    workflow,
    step: name,
    supported: isSupported(step),
    baseline: armFigures(baseline, countPlaces(baseline, "day"), { ...settings, priceRatio: 1 }),
    candidate: armFigures(candidate, countPlaces(candidate, "day"), settings),
    differences: differencesOn(select, standards.reading, settings),
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
