import type { ComparisonSettings } from "./comparison";
import { isSameStep, projectSettings, type SavedSettings, type StepName, stepSettings } from "./saved-settings";
import { type ProjectSettings, SETTING_NAMES, type SettingName } from "./settings";

/** The settings that one step is judged by where it is judged by its own. */
export type StepSettings = StepName & { settings: ComparisonSettings };

/** What a comparison is judged by. */
export type ComparisonTerms = {
  /** Overall, and for every step that has none of its own. */
  settings: ComparisonSettings;
  stepSettings: StepSettings[];
  /** What this look alone has set, and is not what is saved for all that is looked at. */
  whatIf: SettingName[];
};

type Look = Pick<ComparisonSettings, "design" | "priceRatio" | "candidates"> & {
  set: Partial<ProjectSettings>;
  onlyStep: StepName | null;
};

/**
 * The terms of one look. What the look itself sets wins over all; then a step's own settings, for its verdict, and for
 * the whole too where the look is at that step only; then the project's.
 */
export function termsOf(saved: SavedSettings, look: Look): ComparisonTerms {
  const { set, onlyStep, design, priceRatio, candidates } = look;
  const ofLook = { ...set, design, priceRatio, candidates };
  const whole = onlyStep ? stepSettings(saved, onlyStep) : projectSettings(saved);
  const steps = saved.steps
    .filter((step) => onlyStep === null || isSameStep(step, onlyStep))
    .map(({ workflow, step }) => ({ workflow, step, settings: stepSettings(saved, { workflow, step }) }));
  const differs = (name: SettingName) =>
    name in set && [whole, ...steps.map(({ settings }) => settings)].some((settings) => settings[name] !== set[name]);
  return {
    settings: { ...whole, ...ofLook },
    stepSettings: steps.map((step) => ({ ...step, settings: { ...step.settings, ...ofLook } })),
    whatIf: SETTING_NAMES.filter(differs),
  };
}

/** The one step that a look is narrowed to: it names a step, and what it leaves is of one workflow. */
export function onlyStepOf(filteredSteps: readonly string[], cells: readonly StepName[]): StepName | null {
  const [first] = cells;
  if (filteredSteps.length !== 1 || !first || !cells.every((cell) => isSameStep(cell, first))) return null;
  return { workflow: first.workflow, step: first.step };
}
