import { armFigures } from "./arm-figures";
import type { ComparisonSettings, StepComparison } from "./comparison";
import { differencesOn } from "./differences";
import type { Grade } from "./grade";
import { judge, type Standards, verdictOf } from "./judge";
import { paceOf } from "./pace";
import { type StepCells, standardised } from "./population";
import { isSupported } from "./quality-of-steps";

/** One step alone: its own population, its own verdict, at its own information time. */
export function compareStep(
  step: StepCells,
  settings: ComparisonSettings,
  standards: Standards,
  grade: Grade,
): StepComparison {
  const select = standardised([step]);
  const { workflow, step: name, baseline, candidate } = step;
  const { level, hourlyRateUsd } = settings;
  return {
    workflow,
    step: name,
    supported: isSupported(step),
    baseline: armFigures(baseline, level, hourlyRateUsd),
    candidate: armFigures(candidate, level, hourlyRateUsd),
    differences: differencesOn(select, standards.reading, hourlyRateUsd),
    verdict: verdictOf(judge(select, standards), select, standards, { grade, pace: paceOf(step, settings) }),
  };
}
