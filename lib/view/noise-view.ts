import { formatChange, formatCount, formatPlural, formatPoints, formatRate } from "@/lib/format";
import { parseArm } from "@/lib/receipts/arm";
import type { Comparison, Difference, Missing, Range } from "@/lib/verdict/comparison";
import type { NoiseFigure, NoiseFloor, NoisePlace } from "@/lib/verdict/noise-floor";
import { type Interval, intervalOf } from "./interval-view";
import { METRIC_TEXTS } from "./metric-texts";
import { rangeText } from "./range-text";

/** The noise around 0 and the upgrade's own difference on one scale: a cost's is the logarithm, where noise is even. */
export type NoisePicture = { noise: Range; interval: Interval; label: string; caption: string };

export type NoiseRow = { label: string } & (
  | { noise: string; halves: string; difference: string; anyDay: string; reading: string }
  | { reason: string }
);

export type NoiseView = {
  sentence: string;
  /** Of the first figure that has one. */
  picture: NoisePicture | null;
  rows: NoiseRow[];
  /** Name of the baseline, as the head of its column. */
  baseline: string;
  /** What was split, and how. */
  basis: string;
};

const READINGS: Record<NoisePlace, string> = {
  inside: "within the noise",
  outside: "outside",
  far_outside: "far outside",
};

type Named = {
  label: string;
  /** After "differs from itself by … in". */
  subject: string;
  direction: 1 | -1 | 0;
  noise: (range: Range) => string;
  difference: (difference: number) => string;
  /** Where a value stands in the picture. */
  position: (value: number) => number;
};

const COST: Named = {
  label: METRIC_TEXTS.costPerAcceptedUsd.label,
  subject: "cost per accepted artifact",
  direction: -1,
  noise: changeNoise,
  difference: formatChange,
  // Below a thousandth of the cost the picture ends.
  position: (change) => Math.log(Math.max(1 + change, 1e-3)),
};
const ACCEPTANCE: Named = {
  label: METRIC_TEXTS.acceptanceRate.label,
  subject: "acceptance",
  direction: 1,
  noise: ({ high }) => `±${formatPoints(high).replace("+", "")}`,
  difference: formatPoints,
  position: (value) => value,
};

/** How far the baseline differs from itself, beside what the upgrade changes; a reason where that cannot be said. */
export function noiseView(comparison: Comparison, floor: NoiseFloor | Missing): NoiseView | { reason: string } {
  if ("missing" in floor) return { reason: floor.message };
  const baseline = parseArm(comparison.baseline)?.model ?? comparison.baseline;
  const { overall } = comparison;
  const figures = [
    { named: COST, figure: floor.costPerAcceptedChange, difference: overall.verdict.costPerAcceptedChange },
    { named: ACCEPTANCE, figure: floor.acceptanceRate, difference: overall.adjusted.differences.acceptanceRate },
  ];
  const first = figures.find(({ figure }) => !("missing" in figure));
  if (!first || "missing" in first.figure) return { reason: missingText(floor.costPerAcceptedChange) };
  const { named, figure, difference } = first;
  return {
    sentence: sentence(baseline, floor.splits, named, figure, difference),
    picture: picture(baseline, named, figure, difference),
    rows: figures.map((each) => row(each.named, each.figure, each.difference)),
    baseline,
    basis: basis(floor, comparison.settings.design),
  };
}

function missingText(figure: NoiseFigure | Missing): string {
  return "missing" in figure ? figure.message : "";
}

function sentence(baseline: string, splits: number, named: Named, figure: NoiseFigure, difference: Difference): string {
  const own =
    `Split in two at random ${formatCount(splits)} times, ${baseline} differs from itself by ` +
    `${upTo(named.noise(figure))} in ${named.subject}`;
  if ("missing" in difference || figure.place === null) return `${own}.`;
  return `${own}; the upgrade changes it by ${named.difference(difference.value)}: ${READINGS[figure.place]}.`;
}

function upTo(noise: string): string {
  return noise.startsWith("±") ? `up to ${noise}` : noise;
}

function picture(baseline: string, named: Named, figure: NoiseFigure, difference: Difference): NoisePicture | null {
  if ("missing" in difference) return null;
  const { value, today, anyDay, tone } = intervalOf(difference, named.direction);
  const at = ({ low, high }: Range): Range => ({ low: named.position(low), high: named.position(high) });
  const line = anyDay ? "the range that is safe to check any day" : "today’s range";
  const scale = named === COST ? " Costs are on a log scale." : "";
  return {
    noise: at(figure),
    interval: { value: named.position(value), today: at(today), anyDay: anyDay && at(anyDay), tone },
    label: `${named.label}: ${baseline} against itself ${named.noise(figure)}, the upgrade ${named.difference(difference.value)}`,
    caption: `Band: ${baseline} against itself. Dot: the upgrade; line: ${line}.${scale}`,
  };
}

function row(named: Named, figure: NoiseFigure | Missing, difference: Difference): NoiseRow {
  if ("missing" in figure) return { label: named.label, reason: figure.message };
  const known = "missing" in difference ? null : difference;
  return {
    label: named.label,
    noise: named.noise(figure),
    halves: named.noise(figure.ofHalves),
    difference: known ? named.difference(known.value) : "not known",
    anyDay: known?.anyDay ? rangeText(known.anyDay, named.difference) : "none yet",
    reading: figure.place === null ? "not known" : READINGS[figure.place],
  };
}

function basis({ units, runs, ofRuns }: NoiseFloor, design: Comparison["settings"]["design"]): string {
  const which =
    runs < ofRuns
      ? `the latest ${formatCount(runs)} of ${formatPlural(ofRuns, "run")}`
      : `all ${formatPlural(runs, "run")} of the compared steps`;
  const what = units < runs ? `, as ${formatCount(units)} tasks that stay whole` : "";
  const limit =
    design === "evaluation"
      ? "Both arms did the same tasks, and so differ by less than this where nothing changed."
      : "It has the noise between runs of the same days, not what changes from one week to the next.";
  return (
    `Split were ${which}${what}. The range holds 95 of 100 splits, made smaller from the size of halves to that of the ` +
    `arms. ${limit}`
  );
}

/** `±9 %` where both ends round alike, else `−35 % to +54 %`. */
function changeNoise({ low, high }: Range): string {
  const digits = high < 0.02 ? 1 : 0;
  const [below, above] = [formatRate(-low, digits), formatRate(high, digits)];
  return below === above ? `±${above}` : `\u2212${below} to +${above}`;
}
