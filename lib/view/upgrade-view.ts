import {
  formatChange,
  formatCount,
  formatDay,
  formatExactUsd,
  formatPlural,
  formatRate,
  formatTimes,
  formatUsd,
} from "@/lib/format";
import type { PricesOnDay } from "@/lib/pricing/day-pricer";
import { type Arm, parseArm } from "@/lib/receipts/arm";
import { type Comparison, type Figure, METRICS, type Metric, type StepComparison } from "@/lib/verdict/comparison";
import { formatSetting } from "@/lib/verdict/format-setting";
import { isMissing } from "@/lib/verdict/missing";
import { type ArmText, armText } from "./arm-text";
import { type Interval, intervalOf } from "./interval-view";
import { METRIC_TEXTS } from "./metric-texts";
import { type PlanView, planView } from "./plan-view";
import { rangeText } from "./range-text";
import { ownTermsSentence } from "./settings-view";
import { type SteadyRow, steadyView } from "./steady-view";
import { stepSummary } from "./step-summary";
import { typeset } from "./typeset";
import { type Headline, headline, shortNames } from "./upgrade-headline";
import { VERDICT_TEXTS, type VerdictTone } from "./verdict-texts";
import { type WorthView, worthView } from "./worth-view";

export type FigureText = { text: string; range: string | null } | { reason: string };

export type ChangeRow = {
  metric: Metric;
  label: string;
  baseline: FigureText;
  candidate: FigureText;
  difference: { text: string; today: string; anyDay: string | null; interval: Interval } | { reason: string };
};

export type StepRow = {
  workflow: string;
  step: string;
  verdict: { label: string; tone: VerdictTone; sentence: string };
  /** What this step alone is judged by, in words; null where it is judged as the whole is. */
  ownTerms: string | null;
  baseline: FigureText;
  candidate: FigureText;
  change: { text: string; today: string; interval: Interval } | { reason: string };
  runs: string;
};

export type UpgradeView = {
  headline: Headline;
  lede: string;
  /** What the steps say by themselves, where that is not what the whole says. */
  bySteps: string | null;
  baseline: ArmText & { runs: string };
  candidate: ArmText & { runs: string };
  days: string | null;
  grade: string;
  gradeReason: string;
  coverage: string | null;
  reasons: string[];
  /** Why no metric can be compared, where it is the same for all of them; the rows are empty then. */
  noRows: string | null;
  rows: ChangeRow[];
  /** Metrics that no run of either arm reports, by name. */
  unreported: string[];
  steps: StepRow[];
  /** The three prices at which the verdict turns, in words; the first is null while no price makes it pay for sure. */
  price: { ends: [string | null, string, string]; sentence: string } | { reason: string };
  /** Times the price as billed that all of this is read at; 1 = as billed. */
  priceRatio: number;
  /** The one day whose prices all runs are read at, in words; null = each at its own cost. */
  pricesAt: { day: string; counted: string } | null;
  worth: WorthView;
  together: SteadyRow[] | null;
  plan: PlanView | { reason: string } | null;
  mix: string;
  mixMatters: boolean;
  /** What one accepted artifact was taken to be worth, and the other settings, in words. */
  terms: string[];
  unknown: { message: string; severity: "info" | "warn" | "block" }[];
};

/** The whole page of one upgrade from its comparison: rounded, labelled, nothing left to compute. */
export function upgradeView(comparison: Comparison): UpgradeView {
  const { overall, settings, steps } = comparison;
  const { verdict, adjusted } = overall;
  const [baseline, candidate] = [comparison.baseline, comparison.candidate].map(armOf) as [Arm, Arm];
  const names = shortNames(baseline, candidate);
  return {
    headline: headline(comparison, names),
    lede: typeset(verdict.sentence),
    bySteps: stepSummary(steps, verdict.kind),
    baseline: { ...armText(baseline), runs: formatPlural(adjusted.baseline.runs, "run") },
    candidate: { ...armText(candidate), runs: formatPlural(adjusted.candidate.runs, "run") },
    days: comparison.days && `${formatDay(comparison.days.first)} – ${formatDay(comparison.days.last)}`,
    grade: verdict.grade,
    gradeReason: verdict.gradeReason,
    coverage: overall.coverage === null ? null : formatRate(overall.coverage, 0),
    reasons: verdict.reasons.map((reason) => typeset(reason.message)),
    ...changeRows(comparison),
    unreported: METRICS.filter((metric) => isUnreported(metric, comparison)).map((metric) =>
      METRIC_TEXTS[metric].label.toLowerCase(),
    ),
    steps: steps.map(stepRow),
    price: priceView(verdict.breakEvenPriceRatio, names.candidate),
    priceRatio: settings.priceRatio,
    pricesAt: comparison.pricesAt && pricesAtView(comparison.pricesAt),
    worth: worthView(comparison, names.candidate),
    together: steadyView(steps, settings.level),
    plan: overall.plan && (isMissing(overall.plan) ? { reason: overall.plan.message } : planView(overall.plan)),
    mix: mixSentence(comparison),
    mixMatters: overall.mixMatters || overall.mixChangesTheAnswer,
    terms: terms(settings),
    unknown: comparison.quality.map(({ message, severity }) => ({ message: typeset(message), severity })),
  };
}

function pricesAtView({ day, runs, unpriced }: PricesOnDay): UpgradeView["pricesAt"] {
  const without = unpriced.reduce((sum, each) => sum + each.runs, 0);
  const counted =
    without === 0
      ? `${formatPlural(runs, "run")} priced anew, whatever each of them cost.`
      : `${formatCount(runs - without)} of ${formatPlural(runs, "run")} priced anew, whatever each of them cost; ` +
        `${formatCount(without)} without a price on that day, for the reason below.`;
  return { day: formatDay(day), counted };
}

function armOf(text: string): Arm {
  const arm = parseArm(text);
  if (!arm) throw new Error(`${text} is no arm`);
  return arm;
}

function isUnreported(metric: Metric, { overall: { adjusted } }: Comparison): boolean {
  return [adjusted.baseline, adjusted.candidate].every(({ figures }) => {
    const figure = figures[metric];
    return isMissing(figure) && figure.missing === "not_reported";
  });
}

/** The rows that say something; none but their one reason where all differences are missing for the same. */
function changeRows(comparison: Comparison): Pick<UpgradeView, "rows" | "noRows"> {
  const rows = METRICS.filter((metric) => !isUnreported(metric, comparison))
    .map((metric) => changeRow(metric, comparison))
    .filter((row) => row !== null);
  const reasons = new Set(rows.map(({ difference }) => ("reason" in difference ? difference.reason : null)));
  const [only = null] = reasons;
  return reasons.size === 1 && only !== null ? { rows: [], noRows: only } : { rows, noRows: null };
}

/** Left out where neither arm reports the metric and nothing can be said but that. */
function changeRow(metric: Metric, { overall }: Comparison): ChangeRow | null {
  const text = METRIC_TEXTS[metric];
  const baseline = overall.adjusted.baseline.figures[metric];
  const candidate = overall.adjusted.candidate.figures[metric];
  const difference = overall.adjusted.differences[metric];
  if (isMissing(difference) && difference.missing === "not_applicable") return null;
  return {
    metric,
    label: text.label,
    baseline: figureText(baseline, text.value),
    candidate: figureText(candidate, text.value),
    difference: isMissing(difference)
      ? { reason: difference.message }
      : {
          text: text.difference(difference.value),
          today: rangeText(difference, text.difference),
          anyDay: difference.anyDay && rangeText(difference.anyDay, text.difference),
          interval: intervalOf(difference, text.direction),
        },
  };
}

function stepRow(step: StepComparison): StepRow {
  const { verdict } = step;
  const change = verdict.costPerAcceptedChange;
  return {
    workflow: step.workflow,
    step: step.step,
    verdict: { ...VERDICT_TEXTS[verdict.kind], sentence: typeset(verdict.sentence) },
    ownTerms: step.settings && ownTermsSentence(step.settings),
    baseline: figureText(step.baseline.figures.costPerAcceptedUsd, formatUsd),
    candidate: figureText(step.candidate.figures.costPerAcceptedUsd, formatUsd),
    change: isMissing(change)
      ? { reason: change.message }
      : {
          text: formatChange(change.value),
          today: `today ${rangeText(change, formatChange)}`,
          interval: intervalOf(change, -1),
        },
    runs: `${formatCount(step.baseline.runs)} and ${formatCount(step.candidate.runs)}`,
  };
}

function figureText(figure: Figure, format: (value: number) => string): FigureText {
  if (isMissing(figure)) {
    return {
      reason: figure.atLeast === undefined ? figure.message : `At least ${format(figure.atLeast)}: ${figure.message}`,
    };
  }
  return { text: format(figure.value), range: rangeText(figure, format) };
}

function priceView(
  ratio: Comparison["overall"]["verdict"]["breakEvenPriceRatio"],
  candidate: string,
): UpgradeView["price"] {
  if (isMissing(ratio)) return { reason: ratio.message };
  // Rounded away from what is claimed: up to a little less for sure, from a little more on surely not.
  const [low, high] = [formatTimes(ratio.low, "down"), formatTimes(ratio.high, "up")];
  const even = `comes out even at ${formatTimes(ratio.value)}, and surely does not pay above ${high}.`;
  return ratio.low > 0
    ? {
        ends: [`pays to ${low}`, `even at ${formatTimes(ratio.value)}`, `not above ${high}`],
        sentence: `${candidate} pays for sure up to ${low} of its price, ${even}`,
      }
    : {
        ends: [null, `even at ${formatTimes(ratio.value)}`, `not above ${high}`],
        sentence: `No price makes ${candidate} pay for sure yet. It ${even}`,
      };
}

function mixSentence({ overall }: Comparison): string {
  const naive = overall.naive.costPerAcceptedChange;
  const adjusted = overall.verdict.costPerAcceptedChange;
  if (isMissing(naive) || isMissing(adjusted)) {
    return "The two readings, with and without adjusting for the mix of steps, cannot both be given yet.";
  }
  const [without, withMix] = [formatChange(naive.value), formatChange(adjusted.value)];
  if (overall.mixChangesTheAnswer) {
    return `The mix of work reverses the answer: without adjusting for it, one would read ${without} instead of ${withMix}.`;
  }
  if (overall.mixMatters)
    return `The arms did different mixes of steps: not adjusting for that would say ${without} instead of ${withMix}.`;
  return without === withMix
    ? `Both arms did the same mix of steps: adjusted or not, cost per accepted artifact changes by ${withMix}.`
    : `The mix of steps hardly matters: unadjusted, cost per accepted artifact changes by ${without}; adjusted, by ${withMix}.`;
}

function terms(settings: Comparison["settings"]): string[] {
  return [
    settings.lambdaUsd === null
      ? "An accepted artifact is worth what it costs on the baseline; set a value to decide by that."
      : `An accepted artifact is worth ${formatSetting("lambdaUsd", settings.lambdaUsd)}.`,
    settings.hourlyRateUsd === 0
      ? "Human time has no price here; set an hourly rate to count it."
      : `An hour of human time costs ${formatExactUsd(settings.hourlyRateUsd)}.`,
    `A loss of up to ${formatSetting("acceptanceMargin", settings.acceptanceMargin)} in acceptance is tolerated.`,
    `Ranges are at ${formatSetting("level", settings.level)}; those that are safe any day are tightest at ${formatSetting("targetRuns", settings.targetRuns)}.`,
    settings.design === "evaluation"
      ? "Read as an evaluation: both arms did the same tasks, and tasks are what varies."
      : `Read as live work: runs count once they are ${formatSetting("maturityDays", settings.maturityDays)} old, a verdict needs runs of ${formatSetting("minimumDays", settings.minimumDays)}, and days are what varies.`,
  ];
}
