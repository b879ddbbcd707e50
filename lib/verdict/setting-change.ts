import { isSameStep, ownSettings, type SavedSettings, type StepName } from "./saved-settings";
import type { SettingName, SettingValue } from "./settings";

/** One setting as it is to be; null = back to what is inherited. */
export type SettingEdit = StepName & { name: SettingName; value: SettingValue | null };

/** One setting that was changed; null = inherited. */
export type SettingChange = StepName & {
  /** Its place in the history of the project, from 1 on. */
  number: number;
  name: SettingName;
  before: SettingValue | null;
  after: SettingValue | null;
  /** UTC ISO 8601. */
  changedAt: string;
  changedBy: string;
};

/** Author of what was changed in the browser: there are no people yet, only someone who knows the secret. */
export const SIGNED_IN = "signed in";

/** Who changed something, as a sentence says it. */
export function formatAuthor(changedBy: string): string {
  return changedBy === SIGNED_IN ? "someone signed in" : `the key “${changedBy}”`;
}

/** What of these edits is news, the last word on each setting. A value that is there already is no change. */
export function newChanges(
  saved: SavedSettings,
  edits: readonly SettingEdit[],
): Pick<SettingChange, "workflow" | "step" | "name" | "before" | "after">[] {
  const last = edits.filter(
    (edit, index) => !edits.slice(index + 1).some((later) => later.name === edit.name && isSameStep(later, edit)),
  );
  return last
    .map(({ workflow, step, name, value }) => ({
      workflow,
      step,
      name,
      before: ownSettings(saved, { workflow, step })[name] ?? null,
      after: value,
    }))
    .filter(({ before, after }) => before !== after);
}
