import type { ComparisonSettings, OwnTerms } from "./comparison";
import type { ComparisonCell } from "./comparison-cell";
import type { StepSettings } from "./comparison-terms";
import type { Standards } from "./judge";
import { verdictBasis } from "./labour";
import { readingOf } from "./reading";
import { cellsByStep, type StepGroups } from "./run-groups";
import { isSameStep, type StepName } from "./saved-settings";
import { SETTING_NAMES } from "./settings";
import { maturedUntil } from "./window";

/** A step, and what it is judged by. */
export type StepOnTerms = {
  step: StepGroups;
  settings: ComparisonSettings;
  standards: Standards;
  /** What of it differs from what the whole is judged by; null where nothing does. */
  own: OwnTerms | null;
  /** Its own hourly rate counts nothing, since too few of its runs report minutes. */
  ownLabourLeftOut: boolean;
};

type Whole = { steps: readonly StepGroups[]; settings: ComparisonSettings; standards: Standards };

/** The settings in which a step differs from the whole. */
function ownTerms(step: ComparisonSettings, whole: ComparisonSettings): OwnTerms | null {
  const names = SETTING_NAMES.filter((name) => step[name] !== whole[name]);
  return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, step[name]]));
}

/**
 * Every step with the terms of its verdict: those of the whole, on the runs that count there, or its own, on the runs
 * that count by its own waiting time. `cells` has all runs, matured or not. Whether labour counts is decided for the whole
 * and for all steps together, and alone only for a step with an hourly rate of its own.
 */
export function stepsOnTerms(
  cells: Record<"baseline" | "candidate", readonly ComparisonCell[]>,
  whole: Whole,
  stepSettings: readonly StepSettings[],
  today: string,
): StepOnTerms[] {
  const named = new Map(
    [...whole.steps, ...stepSettings].map(({ workflow, step }) => [`${workflow}\u0001${step}`, { workflow, step }]),
  );
  return [...named]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, name]): StepOnTerms[] => {
      const counted = whole.steps.find((step) => isSameStep(step, name));
      const settings = stepSettings.find((step) => isSameStep(step, name))?.settings ?? whole.settings;
      const own = ownTerms(settings, whole.settings);
      if (own !== null) return onOwnTerms(cells, name, { whole, settings, own }, today);
      return counted ? [{ ...whole, step: counted, own, ownLabourLeftOut: false }] : [];
    });
}

/** One step on its own terms, if it has a run that counts by them. */
function onOwnTerms(
  cells: Record<"baseline" | "candidate", readonly ComparisonCell[]>,
  name: StepName,
  { whole, settings, own }: { whole: Whole; settings: ComparisonSettings; own: OwnTerms },
  today: string,
): StepOnTerms[] {
  const ofStep = (arm: "baseline" | "candidate") => cells[arm].filter((cell) => isSameStep(cell, name));
  const [counting] = cellsByStep(ofStep("baseline"), ofStep("candidate"), maturedUntil(settings, today));
  // A step that counts in the whole is not lost for a longer waiting time of its own: it has no runs yet.
  const isInWhole = whole.steps.some((step) => isSameStep(step, name));
  const step = counting ?? (isInWhole ? { ...name, candidate: [], baseline: [] } : null);
  if (step === null) return [];
  const labour =
    "hourlyRateUsd" in own ? verdictBasis(step, settings) : { basis: whole.standards.basis, labourLeftOut: false };
  const { minimumDays, lambdaUsd, acceptanceMargin } = settings;
  const reading = readingOf(settings);
  const standards = { ...whole.standards, minimumDays, lambdaUsd, acceptanceMargin, basis: labour.basis, reading };
  return [{ step, settings, standards, own, ownLabourLeftOut: labour.labourLeftOut }];
}
