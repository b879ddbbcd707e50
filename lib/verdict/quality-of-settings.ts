import { formatCount, formatDay, formatList, formatPlural } from "@/lib/format";
import type { PricesOnDay } from "@/lib/pricing/day-pricer";
import type { ComparisonSettings, QualityNote } from "./comparison";
import type { ComparisonTerms } from "./comparison-terms";
import { stepName } from "./quality-of-steps";
import { isSameStep, type StepName, WHOLE_PROJECT } from "./saved-settings";
import { formatAuthor, type SettingChange } from "./setting-change";
import { lowerLabel, SETTING_NAMES, type SettingName } from "./settings";
import type { StepOnTerms } from "./step-terms";

/** What is known of how the terms of a comparison came about. */
export type TermsHistory = Pick<ComparisonTerms, "whatIf"> & {
  /** The last change of each setting of the project and of each step, with its day in the project's time zone. */
  changes: readonly (SettingChange & { day: string })[];
  /** The step that the comparison is narrowed to. */
  onlyStep: StepName | null;
};

type Compared = Pick<ComparisonSettings, "design"> & { steps: readonly StepName[]; firstDay: string | null };

/** An evaluation waits for no outcomes and counts no days. */
const LIVE_ONLY: readonly SettingName[] = ["maturityDays", "minimumDays"];

/** Whether a change is one of what this comparison is judged by today. */
function enters(change: TermsHistory["changes"][number], history: TermsHistory, compared: Compared): boolean {
  const { changes, onlyStep, whatIf } = history;
  if (whatIf.includes(change.name) || (compared.design === "evaluation" && LIVE_ONLY.includes(change.name)))
    return false;
  if (!isSameStep(change, WHOLE_PROJECT)) return compared.steps.some((step) => isSameStep(step, change));
  const setByStep = changes.some(
    ({ name, after, ...of }) => onlyStep !== null && isSameStep(of, onlyStep) && name === change.name && after !== null,
  );
  return !setByStep;
}

/** The last change of one setting: of the project, or of the named steps. */
type LastChange = { name: SettingName; day: string; changedBy: string; steps: string[]; many: boolean };

function lastChanges(history: TermsHistory, compared: Compared & { firstDay: string }): LastChange[] {
  const later = history.changes.filter((change) => change.day > compared.firstDay && enters(change, history, compared));
  return SETTING_NAMES.flatMap((name) =>
    [true, false].flatMap((ofProject): LastChange[] => {
      const own = later
        .filter((change) => change.name === name && isSameStep(change, WHOLE_PROJECT) === ofProject)
        .sort((a, b) => a.number - b.number);
      const last = own.at(-1);
      if (!last) return [];
      const steps = ofProject ? [] : own.map(stepName).sort();
      return [{ name, day: last.day, changedBy: last.changedBy, steps, many: own.length > 1 }];
    }),
  );
}

/**
 * Ranges that are safe to check any day are so for terms that were there before the first look (spec section 2.6). A
 * change after the first compared day restarts that, and is named: the last one of each setting, those of one day, one
 * author and the same steps together.
 */
export function settingsChangedNotes(history: TermsHistory, compared: Compared): QualityNote[] {
  const { firstDay } = compared;
  if (firstDay === null) return [];
  const together = new Map<string, LastChange[]>();
  for (const change of lastChanges(history, { ...compared, firstDay })) {
    const key = JSON.stringify([change.day, change.changedBy, change.steps]);
    together.set(key, [...(together.get(key) ?? []), change]);
  }
  return [...together.values()].flatMap((changes): QualityNote[] => {
    const [first] = changes;
    if (!first) return [];
    const { steps, day, changedBy, many } = first;
    const where = steps.length === 0 ? "" : ` of ${formatList(steps, "and")}`;
    const what = formatList(
      changes.map(({ name }) => `the ${lowerLabel(name)}`),
      "and",
    );
    const message =
      `T${what.slice(1)}${where} ${changes.length === 1 ? "was" : "were"} changed${many ? ", last" : ""} ` +
      `on ${formatDay(day)} by ${formatAuthor(changedBy)}: ` +
      "ranges that are safe to check any day are so from then on.";
    return [{ code: "settings_changed", severity: "info", message, steps }];
  });
}

/** Terms that were made up for one look promise nothing. */
export function whatIfNote({ whatIf }: Pick<TermsHistory, "whatIf">): QualityNote[] {
  if (whatIf.length === 0) return [];
  const message =
    "These terms are not the project’s saved ones: read it as a what-if, not as the guarded verdict. " +
    `Set for this look: ${formatList(whatIf.map(lowerLabel), "and")}.`;
  return [{ code: "what_if", severity: "warn", message, steps: [] }];
}

/** Most reasons that one note names. */
const MAX_REASONS = 5;

/** Runs that have no price on the day at whose prices all are read: as many as cannot enter costs, and why. */
export function unpricedOnDayNote(pricesAt: PricesOnDay | null): QualityNote[] {
  if (pricesAt === null || pricesAt.unpriced.length === 0) return [];
  const { day, runs, unpriced } = pricesAt;
  const without = unpriced.reduce((sum, each) => sum + each.runs, 0);
  const named = unpriced
    .slice(0, MAX_REASONS)
    .map((each) => `${formatPlural(each.runs, "run")} of ${each.model}: ${each.message.replace(/\.$/, "")}`);
  const more = unpriced.length > MAX_REASONS ? `; and ${unpriced.length - MAX_REASONS} more reasons` : "";
  const message =
    `On ${formatDay(day)} ${formatCount(without)} of ${formatPlural(runs, "run")} ` +
    `${without === 1 ? "has" : "have"} no price. ${named.join("; ")}${more}.`;
  return [{ code: "unpriced_on_day", severity: "warn", message, steps: [] }];
}

/** Steps whose own hourly rate counts nothing. */
export function ownLabourNote(steps: readonly StepOnTerms[]): QualityNote[] {
  const left = steps.filter(({ ownLabourLeftOut }) => ownLabourLeftOut).map(({ step }) => stepName(step));
  if (left.length === 0) return [];
  const message =
    `Human minutes are unknown for more than 40 % of an arm's runs in ${formatList(left, "and")}: ` +
    "the verdict there is on model cost alone, whatever its hourly rate.";
  return [{ code: "labour_left_out", severity: "warn", message, steps: left }];
}
