import {
  DEFAULT_SETTINGS,
  isAllowed,
  isSettingName,
  type ProjectSettings,
  type SettingName,
  type SettingValue,
} from "./settings";

/** One step of one workflow. Both are the empty text where the project as a whole is meant. */
export type StepName = { workflow: string; step: string };

export const WHOLE_PROJECT: StepName = { workflow: "", step: "" };

export function isSameStep(a: StepName, b: StepName): boolean {
  return a.workflow === b.workflow && a.step === b.step;
}

/** What is set somewhere; what is absent is inherited. */
export type OwnSettings = Partial<Record<SettingName, SettingValue>>;

/** All that a project has set. */
export type SavedSettings = {
  /** Grows with every change: who saves says which version was looked at. */
  version: number;
  project: OwnSettings;
  /** Only steps that have set something. */
  steps: (StepName & { own: OwnSettings })[];
};

/** From what is stored; a value that is no longer allowed counts as not set. */
export function savedSettings(
  version: number,
  rows: readonly (StepName & { name: string; value: unknown })[],
): SavedSettings {
  const saved: SavedSettings = { version, project: {}, steps: [] };
  for (const { workflow, step, name, value } of rows) {
    if (isSettingName(name) && isAllowed(name, value)) ownPart(saved, { workflow, step })[name] = value;
  }
  return saved;
}

function ownPart(saved: SavedSettings, of: StepName): OwnSettings {
  if (isSameStep(of, WHOLE_PROJECT)) return saved.project;
  let found = saved.steps.find((each) => isSameStep(each, of));
  if (!found) {
    found = { ...of, own: {} };
    saved.steps.push(found);
  }
  return found.own;
}

/** What is set for a step, or for the project as a whole. */
export function ownSettings(saved: SavedSettings, of: StepName): OwnSettings {
  return isSameStep(of, WHOLE_PROJECT) ? saved.project : (saved.steps.find((each) => isSameStep(each, of))?.own ?? {});
}

/** What holds for the project as a whole: what it has set, over the defaults. */
export function projectSettings({ project }: Pick<SavedSettings, "project">): ProjectSettings {
  return { ...DEFAULT_SETTINGS, ...settled(project) };
}

/** What holds for one step: what it has set itself, over what holds for the project. */
export function stepSettings(saved: SavedSettings, of: StepName): ProjectSettings {
  return { ...projectSettings(saved), ...settled(ownSettings(saved, of)) };
}

/** As comparisons take it: `auto` is null there. */
function settled(own: OwnSettings): Partial<ProjectSettings> {
  return Object.fromEntries(Object.entries(own).map(([name, value]) => [name, value === "auto" ? null : value]));
}
