import { formatDay, formatInstant, formatList } from "@/lib/format";
import type { OwnTerms } from "@/lib/verdict/comparison";
import { formatSetting, typedSetting } from "@/lib/verdict/format-setting";
import {
  isSameStep,
  ownSettings,
  projectSettings,
  type SavedSettings,
  type StepName,
  WHOLE_PROJECT,
} from "@/lib/verdict/saved-settings";
import { formatAuthor, type SettingChange } from "@/lib/verdict/setting-change";
import {
  DEFAULT_SETTINGS,
  lowerLabel,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  type SettingValue,
} from "@/lib/verdict/settings";
import { stepPath } from "./step-path";

export type SettingField = {
  name: SettingName;
  label: string;
  /** Beside what is typed: its unit, or how to write it. */
  unit: string;
  does: string;
  /** What is set, as one would type it; empty where it is inherited. */
  typed: string;
  /** What is inherited, as one would type it. */
  placeholder: string;
  inherited: string;
  /** When and by whom it was set; null where it is inherited. */
  changed: string | null;
};

/** A form of settings: the project's, or one step's. */
export type SettingsForm = {
  /** The step as `stepPath`; empty for the project. */
  path: string;
  version: number;
  groups: { title: string; fields: SettingField[] }[];
};

const GROUPS: { title: string; names: SettingName[] }[] = [
  { title: "What it is worth, and what may be lost", names: ["lambdaUsd", "hourlyRateUsd", "acceptanceMargin"] },
  { title: "How carefully it is read", names: ["maturityDays", "minimumDays", "level", "targetRuns"] },
];

/** The form of a step's settings, or of the project's. `changes` holds the last change of each setting. */
export function settingsForm(
  saved: SavedSettings,
  changes: readonly SettingChange[],
  of: StepName,
  dayOf: (instant: string) => string,
): SettingsForm {
  const isProject = isSameStep(of, WHOLE_PROJECT);
  const own = typedSettings(saved, of);
  const inherited = isProject ? DEFAULT_SETTINGS : projectSettings(saved);
  const field = (name: SettingName): SettingField => {
    const { label, does } = SETTINGS[name];
    const last = changes.find((change) => change.name === name && isSameStep(change, of));
    const fallback = formatSetting(name, inherited[name]);
    return {
      name,
      label,
      unit: unitOf(name),
      does,
      typed: own[name],
      placeholder: typedSetting(name, inherited[name] ?? "auto"),
      inherited: isProject ? `Left empty: ${fallback}, the default.` : `Left empty: ${fallback}, as the project.`,
      changed:
        own[name] === "" || !last
          ? null
          : `Changed on ${formatDay(dayOf(last.changedAt))} by ${formatAuthor(last.changedBy)}.`,
    };
  };
  return {
    path: isProject ? "" : stepPath(of),
    version: saved.version,
    groups: GROUPS.map(({ title, names }) => ({ title, fields: names.map(field) })),
  };
}

/** What is set, as one would type it; empty where it is inherited. */
export function typedSettings(saved: SavedSettings, of: StepName): Record<SettingName, string> {
  const own = ownSettings(saved, of);
  const typed = (value: SettingValue | undefined, name: SettingName) =>
    value === undefined ? "" : typedSetting(name, value);
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, typed(own[name], name)])) as Record<SettingName, string>;
}

function unitOf(name: SettingName): string {
  const { unit, default: standard } = SETTINGS[name];
  if (unit === "share" && standard !== null) return `as ${typedSetting(name, standard)} or ${standard}`;
  return standard === null ? `${unit} or “auto”` : unit;
}

/** The steps with settings of their own. */
export type OwnTermsRow = StepName & { path: string; terms: { label: string; value: string }[] };

export function ownTermsRows({ steps }: SavedSettings): OwnTermsRow[] {
  return steps.map(({ workflow, step, own }) => ({
    workflow,
    step,
    path: stepPath({ workflow, step }),
    terms: termTexts(own),
  }));
}

/** What is set, in the order of the table of settings; null is auto. */
function termTexts(own: Partial<Record<SettingName, SettingValue | null>>) {
  return SETTING_NAMES.flatMap((name) => {
    const value = own[name];
    return value === undefined ? [] : [{ name, label: SETTINGS[name].label, value: formatSetting(name, value) }];
  });
}

/** `Judged by its own terms: value of an accepted artifact $5, level of the ranges 90 %.` */
export function ownTermsSentence(own: OwnTerms): string {
  const terms = termTexts(own).map(({ name, value }) => `${lowerLabel(name)} ${value}`);
  return `Judged by its own terms: ${formatList(terms, "and")}.`;
}

export type ChangeRow = {
  number: number;
  label: string;
  /** The step, or null for the project as a whole. */
  step: StepName | null;
  before: string;
  after: string;
  when: string;
  by: string;
};

/** One line of the history. */
export function changeRow(change: SettingChange): ChangeRow {
  const { number, name, before, after, changedAt, changedBy, workflow, step } = change;
  const ofProject = isSameStep(change, WHOLE_PROJECT);
  const said = (value: SettingValue | null) => {
    if (value !== null) return formatSetting(name, value);
    return ofProject ? `${formatSetting(name, DEFAULT_SETTINGS[name])}, the default` : "as the project";
  };
  return {
    number,
    label: SETTINGS[name].label,
    step: ofProject ? null : { workflow, step },
    before: said(before),
    after: said(after),
    when: formatInstant(changedAt),
    by: formatAuthor(changedBy),
  };
}

/** One change in a sentence: `Level of the ranges: 95 % → 90 %, by the key “ci”, 12 Nov 2026, 09:30 UTC.` */
export function changeSentence(change: SettingChange): string {
  const { label, step, before, after, by, when } = changeRow(change);
  const where = step ? ` of ${step.workflow} / ${step.step}` : "";
  return `${label}${where}: ${before} → ${after}, by ${by}, ${when}.`;
}

/** Steps to choose from, by workflow. */
export function stepChoices(steps: readonly StepName[]) {
  const workflows = [...new Set(steps.map(({ workflow }) => workflow))];
  return workflows.map((workflow) => ({
    workflow,
    steps: steps
      .filter((each) => each.workflow === workflow)
      .map((each) => ({ step: each.step, path: stepPath(each) })),
  }));
}
