import { type NoiseRefusal, type NoiseSpread, noiseFloor } from "@/lib/stats/noise-floor";
import type { Comparison, Missing, Range } from "./comparison";
import { isMissing } from "./missing";
import type { NoiseQuestion } from "./noise-question";
import { refused } from "./noise-refusals";

/** What a task of the baseline, or a run that has none, adds up to in one step; money in nano-US$. */
export type BaselineUnit = {
  unit: string;
  workflow: string;
  step: string;
  runs: number;
  accepted: number;
  priced: number;
  pricedAccepted: number;
  costNanoUsd: number;
};

/** Where the upgrade's own difference lies: within the noise, beyond it, or more than twice as far out. */
export type NoisePlace = "inside" | "outside" | "far_outside";

/** How far the baseline differs from itself, around 0, in 95 of 100 splits. */
export type NoiseFigure = Range & {
  level: number;
  /** Of the halves as they are; `low` and `high` are at the size of the comparison. */
  ofHalves: Range;
  /** null where the upgrade's difference is not known. */
  place: NoisePlace | null;
};

/** The A/A noise floor of a comparison: what one would see although nothing changed. */
export type NoiseFloor = {
  seed: number;
  splits: number;
  /** Tasks, and runs without one, that were split. */
  units: number;
  /** The baseline's latest runs, which were read, of all that it has in the compared steps. */
  runs: number;
  ofRuns: number;
  /** Relative change of cost per accepted artifact, .09 = 9 % more. */
  costPerAcceptedChange: NoiseFigure | Missing;
  /** Difference of acceptance rates. */
  acceptanceRate: NoiseFigure | Missing;
};

const LEVEL = 0.95;
const FAR = 2;

/**
 * Splits the baseline in two at random and reads the spread beside the upgrade's own differences: `lib/stats/noise-floor`
 * says what it estimates and assumes.
 */
export function noiseFloorOf(
  question: NoiseQuestion,
  units: readonly BaselineUnit[],
  { overall }: Pick<Comparison, "overall">,
  { seed, splits }: { seed: number; splits: number },
): NoiseFloor {
  const { steps, information, runs: ofRuns } = question;
  const key = ({ workflow, step }: { workflow: string; step: string }) => `${workflow}\u0001${step}`;
  const priced = new Set(steps.filter((step) => step.priced).map(key));
  const sums = units.map(({ workflow, step, ...unit }) => {
    const at = key({ workflow, step });
    return { ...unit, step: at, ...(priced.has(at) ? {} : { priced: 0, pricedAccepted: 0, costNanoUsd: 0 }) };
  });
  const { costPerAccepted: costTime, acceptance } = information;
  const spreads = noiseFloor(sums, {
    seed,
    splits,
    information: { costPerAccepted: typeof costTime === "number" ? costTime : 1, acceptance },
  });
  const change = overall.verdict.costPerAcceptedChange;
  const points = overall.adjusted.differences.acceptanceRate;
  return {
    seed,
    splits,
    units: spreads.units,
    runs: units.reduce((sum, unit) => sum + unit.runs, 0),
    ofRuns,
    costPerAcceptedChange:
      typeof costTime !== "number"
        ? costTime
        : figureOf(spreads.costPerAccepted, relative, isMissing(change) ? null : Math.log1p(change.value)),
    acceptanceRate: figureOf(spreads.acceptance, absolute, isMissing(points) ? null : points.value),
  };
}

const relative = (half: number): Range => ({ low: Math.expm1(-half), high: Math.expm1(half) });
const absolute = (half: number): Range => ({ low: -half, high: half });

function figureOf(
  spread: NoiseSpread | NoiseRefusal,
  range: (half: number) => Range,
  effect: number | null,
): NoiseFigure | Missing {
  if ("refused" in spread) return refused(spread);
  const place = effect === null ? null : placeOf(Math.abs(effect), spread.half);
  return { ...range(spread.half), level: LEVEL, ofHalves: range(spread.ofHalves), place };
}

function placeOf(size: number, half: number): NoisePlace {
  if (size <= half) return "inside";
  return size <= FAR * half ? "outside" : "far_outside";
}
