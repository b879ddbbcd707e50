import type { ComparisonSettings, OwnTerms } from "./comparison";
import { canonicalCells } from "./comparison-cell";
import type { StepSettings } from "./comparison-terms";
import type { Standards } from "./judge";
import { verdictBasis } from "./labour";
import { cellsByStep, type StepCells } from "./population";
import type { BothArms } from "./quality-of-arms";
import { readingOf } from "./reading";
import { isSameStep } from "./saved-settings";
import { SETTING_NAMES } from "./settings";
import { maturedCells } from "./window";

/** A step, and what it is judged by. */
export type StepOnTerms = {
  step: StepCells;
  settings: ComparisonSettings;
  standards: Standards;
  /** What of it differs from what the whole is judged by; null where nothing does. */
  own: OwnTerms | null;
  /** Its own hourly rate counts nothing, since too few of its runs report minutes. */
  ownLabourLeftOut: boolean;
};

/** The settings in which a step differs from the whole. */
function ownTerms(step: ComparisonSettings, whole: ComparisonSettings): OwnTerms | null {
  const names = SETTING_NAMES.filter((name) => step[name] !== whole[name]);
  return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, step[name]]));
}

/**
 * Every step with the terms of its verdict: those of the whole, on the runs that count there, or its own, on the runs
 * that count by its own waiting time. `arms` has all runs, matured or not. Whether labour counts is decided for the whole
 * and for all steps together, and alone only for a step with an hourly rate of its own.
 */
export function stepsOnTerms(
  arms: BothArms,
  whole: { steps: readonly StepCells[]; settings: ComparisonSettings; standards: Standards },
  stepSettings: readonly StepSettings[],
  today: string,
): StepOnTerms[] {
  return cellsByStep(arms.baseline, arms.candidate).flatMap((all): StepOnTerms[] => {
    const counted = whole.steps.find((step) => isSameStep(step, all));
    const settings = stepSettings.find((step) => isSameStep(step, all))?.settings ?? whole.settings;
    const own = ownTerms(settings, whole.settings);
    if (own === null) {
      return counted ? [{ ...whole, step: counted, own, ownLabourLeftOut: false }] : [];
    }
    const matured = (cells: StepCells["baseline"]) => canonicalCells(maturedCells(cells, settings, today));
    const step = { ...all, baseline: matured(all.baseline), candidate: matured(all.candidate) };
    if (!counted && step.baseline.length + step.candidate.length === 0) return [];
    const labour =
      "hourlyRateUsd" in own
        ? verdictBasis(step.baseline, step.candidate, settings.hourlyRateUsd)
        : { basis: whole.standards.basis, labourLeftOut: false };
    const { minimumDays, lambdaUsd, acceptanceMargin } = settings;
    const standards = {
      ...whole.standards,
      minimumDays,
      lambdaUsd,
      acceptanceMargin,
      basis: labour.basis,
      reading: readingOf(settings),
    };
    return [{ step, settings, standards, own, ownLabourLeftOut: labour.labourLeftOut }];
  });
}
