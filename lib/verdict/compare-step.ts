import { armFiguresOn } from "./arm-figures";
import type { ArmFigures, ComparisonSettings, StepComparison } from "./comparison";
import type { ComparisonCell } from "./comparison-cell";
import { armSteps, differencesOn } from "./differences";
import type { Grade } from "./grade";
import { judge, type Standards, verdictOf } from "./judge";
import { isMissing } from "./missing";
import { paceOf } from "./pace";
import { type SelectPopulation, type StepCells, standardised } from "./population";
import { isSupported } from "./quality-of-steps";

/** Counts of one arm as they are, and its figures on the population of a comparison. */
export function armOn(
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

/** One step alone: its own population, its own verdict, at its own information time. */
export function compareStep(
  step: StepCells,
  settings: ComparisonSettings,
  standards: Standards,
  grade: Grade,
): StepComparison {
  const select = standardised([step]);
  const { workflow, step: name, baseline, candidate } = step;
  return {
    workflow,
    step: name,
    supported: isSupported(step),
    baseline: armOn(baseline, select, "baseline", settings),
    candidate: armOn(candidate, select, "candidate", settings),
    differences: differencesOn(select, standards.reading, settings.hourlyRateUsd),
    verdict: verdictOf(judge(select, standards), select, standards, { grade, pace: paceOf(step, settings) }),
  };
}
