import { nanoToUsd } from "@/lib/money";
import { UNKNOWN } from "@/lib/receipts/cell";
import { addExact, type Exact } from "@/lib/receipts/exact";
import { countMeanInterval } from "@/lib/stats/count-mean";
import { costPerAccepted, costPerRun } from "@/lib/stats/log-ratio";
import type { MoneyArm } from "@/lib/stats/money-arm";
import { normalQuantile } from "@/lib/stats/normal";
import { wilson } from "@/lib/stats/proportion";
import { type ArmStep, standardMean, standardMoney, standardRate } from "./arm-moments";
import type { ArmFigures, ComparisonSettings, Figure, Metric, Missing } from "./comparison";
import type { RunSums } from "./comparison-cell";
import { finite, isMissing, missing } from "./missing";
import { MEANS, type MeanMetric, moneyBasis, RATES, type RateMetric } from "./quantities";
import { countRuns, knownRuns } from "./run-groups";
import { noneReports } from "./words";

/** Runs of one arm, summed up in whatever parts. */
type Runs = readonly (RunSums & { unknown: number })[];
/** What an arm's figures are given at: `priceRatio` multiplies its model cost. */
export type ArmTerms = Pick<ComparisonSettings, "level" | "hourlyRateUsd" | "priceRatio">;
/** The runs of one arm that a figure reads, given the fields that it needs. */
export type SelectArm = (needed: number) => readonly ArmStep[] | Missing;

export const LABOUR_OFF = missing("not_applicable", "No hourly rate is set, so that human time has no price.");

const ONE_RUN = missing("too_few_runs", "One run has no spread: an interval needs two.", { have: 1, need: 2 });

/** Normal quantile of a two-sided level: 1.96 at .95. */
export function scoreOf(level: number): number {
  return -normalQuantile((1 - level) / 2);
}

function rateFigure(select: SelectArm, metric: RateMetric, level: number): Figure {
  const steps = select(RATES[metric].needed);
  if (isMissing(steps)) return steps;
  const { value, effective, runs } = standardRate(steps, RATES[metric]);
  return finite({ value, ...wilson(value, effective, scoreOf(level)), level, n: runs, method: "wilson" });
}

function meanFigure(select: SelectArm, metric: MeanMetric, level: number): Figure {
  const steps = select(MEANS[metric].needed);
  if (isMissing(steps)) return steps;
  const standard = standardMean(steps, MEANS[metric]);
  if (standard === null) return ONE_RUN;
  const { mean, variance, effective, total, runs } = standard;
  const limits = countMeanInterval({ mean, variance, n: effective, total }, scoreOf(level));
  return finite({ value: mean, ...limits, level, n: runs, method: "gamma" });
}

function moneyFigure(
  select: SelectArm,
  hourlyRateUsd: number,
  { level, priceRatio }: ArmTerms,
  figure: (arm: MoneyArm, z: number) => { value: number; low: number; high: number } | Missing,
): Figure {
  const basis = moneyBasis(hourlyRateUsd, priceRatio);
  const steps = select(basis.needed);
  if (isMissing(steps)) return steps;
  const arm = standardMoney(steps, basis.usdPerMinute, priceRatio);
  if (arm === null) return ONE_RUN;
  const estimate = figure(arm, scoreOf(level));
  if (isMissing(estimate)) return estimate;
  const { value, low, high } = estimate;
  return finite({ value, low, high, level, n: arm.steps.reduce((sum, { of }) => sum + of.n, 0), method: "log_t" });
}

/** Cost per accepted artifact, or what it is at least where nothing was accepted. */
function costPerAcceptedOrMissing(arm: MoneyArm, z: number, deff = 1) {
  const estimate = costPerAccepted(arm, z, deff);
  if (!("noneAccepted" in estimate)) return estimate;
  return missing("none_accepted", "Nothing was accepted yet, so that no cost per accepted artifact exists.", {
    have: 0,
    need: 1,
    atLeast: estimate.atLeast,
  });
}

/** The figures of one arm on whatever population `select` gives. */
function figuresOf(select: SelectArm, terms: ArmTerms): Record<Metric, Figure> {
  const { level, hourlyRateUsd } = terms;
  const rate = (metric: RateMetric) => rateFigure(select, metric, level);
  const mean = (metric: MeanMetric) => meanFigure(select, metric, level);
  return {
    acceptanceRate: rate("acceptanceRate"),
    firstPassRate: rate("firstPassRate"),
    retriesPerRun: mean("retriesPerRun"),
    humanEditsPerRun: mean("humanEditsPerRun"),
    humanMinutesPerRun: mean("humanMinutesPerRun"),
    toolCallsPerRun: mean("toolCallsPerRun"),
    validationFailuresPerRun: mean("validationFailuresPerRun"),
    stoppedEarlyAcceptedRate: rate("stoppedEarlyAcceptedRate"),
    stoppedEarlyNotAcceptedRate: rate("stoppedEarlyNotAcceptedRate"),
    erroredRate: rate("erroredRate"),
    costPerRunUsd: moneyFigure(select, 0, terms, (arm, z) => costPerRun(arm, z)),
    costPerAcceptedUsd: moneyFigure(select, 0, terms, costPerAcceptedOrMissing),
    loadedCostPerAcceptedUsd:
      hourlyRateUsd > 0 ? moneyFigure(select, hourlyRateUsd, terms, costPerAcceptedOrMissing) : LABOUR_OFF,
  };
}

/** Counts of one arm as they are, its start days counted by the caller, and its figures on what `select` gives. */
export function armFiguresOn(runs: Runs, days: number, select: SelectArm, terms: ArmTerms): ArmFigures {
  const sum = (of: (part: RunSums) => number) => runs.reduce((total, part) => total + of(part), 0);
  const known = (needed: number) => countRuns(knownRuns(runs, needed));
  const priced = knownRuns(runs, UNKNOWN.cost);
  return {
    runs: countRuns(runs),
    status: {
      accepted: sum(({ nAcc }) => nAcc),
      rejected: sum(({ nRej }) => nRej),
      abandoned: sum(({ nAban }) => nAban),
      errored: sum(({ nErr }) => nErr),
      pending: sum(({ n, nAcc, nRej, nAban, nErr }) => n - nAcc - nRej - nAban - nErr),
    },
    known: {
      costUsd: known(UNKNOWN.cost),
      humanEdits: known(UNKNOWN.humanEdits),
      humanMinutes: known(UNKNOWN.humanMinutes),
      retries: known(UNKNOWN.retries),
      validationFailures: known(UNKNOWN.validationFailures),
      toolCalls: known(UNKNOWN.toolCalls),
      firstPass: known(UNKNOWN.firstPass),
      stoppedEarly: known(UNKNOWN.stoppedEarly),
      usage: known(UNKNOWN.usage),
    },
    spendUsd:
      countRuns(priced) === 0 ? null : nanoToUsd(priced.reduce<Exact>((total, { cRaw }) => addExact(total, cRaw), 0)),
    days,
    figures: figuresOf(select, terms),
  };
}

/** All of an arm's runs as one step. */
function pooledArm(runs: Runs): SelectArm {
  return (needed) => {
    const all = countRuns(runs);
    if (all === 0) return missing("no_runs", "There are no runs here.", { have: 0, need: 1 });
    const known = knownRuns(runs, needed);
    if (countRuns(known) > 0) return [{ weight: 1, runs: known }];
    return missing("not_reported", noneReports("the", all), { have: 0, need: 1 });
  };
}

/**
 * One arm alone, unadjusted: all its runs pooled, whatever their mix of steps. Rates 0 to 1 (Wilson), means per run
 * (gamma), money in US$ (log-t), each with its interval at the level and the number of runs in which it is known.
 * Runs count as independent. A figure that cannot be given is `Missing`; nothing is NaN, infinite or imputed.
 * An hourly rate of 0 gives no loaded cost.
 */
export function armFigures(runs: Runs, days: number, terms: ArmTerms): ArmFigures {
  return armFiguresOn(runs, days, pooledArm(runs), terms);
}
