import { criticalValue, informationTime } from "@/lib/stats/confidence-sequence";
import { countMeanInterval } from "@/lib/stats/count-mean";
import { moverDifference, newcombe, type WithLimits } from "@/lib/stats/difference";
import { costPerAccepted, costPerRun } from "@/lib/stats/log-ratio";
import type { MoneyArm } from "@/lib/stats/money-arm";
import { LABOUR_OFF } from "./arm-figures";
import { type StandardMean, standardMean, standardRate } from "./arm-moments";
import { type DesignEffects, designEffects, effectAt, varianceByCluster } from "./clusters";
import type { ComparisonSettings, Difference, Differences, Missing, Range } from "./comparison";
import { isMissing, missing } from "./missing";
import { type MoneyComparison, moneyComparison } from "./money-comparison";
import { armSteps, type SelectPopulation } from "./population";
import { type Linear, MEANS, type MeanMetric, type MoneyBasis, moneyBasis, RATES, type RateMetric } from "./quantities";
import type { Reading } from "./reading";

/** Whether both limits are numbers that a double holds. */
export const bounded = ({ low, high }: Range): boolean => Number.isFinite(low) && Number.isFinite(high);

/**
 * Both readings of a difference: today's range at z, the any-day range at k(t), each with its design effect.
 * `at` computes the difference at a critical value and a design effect.
 */
export function bothReadings(
  at: (z: number, deff: number) => WithLimits,
  input: { deff: DesignEffects; t: number; runs: number; method: string },
  reading: Reading,
): Difference {
  const k = criticalValue(input.t, reading.anyDay);
  const today = at(reading.z, effectAt(input.deff, "today", reading.z, reading));
  const anyDay = at(k, effectAt(input.deff, "anyDay", k, reading));
  if (!Number.isFinite(today.value) || !bounded(today)) {
    return missing("unbounded", "Too few runs for an interval: its limits are not bounded.", { have: input.runs });
  }
  return {
    value: today.value,
    low: today.low,
    high: today.high,
    level: reading.level,
    n: input.runs,
    method: input.method,
    anyDay: bounded(anyDay) ? { low: anyDay.low, high: anyDay.high } : null,
  };
}

export function rateDifference(select: SelectPopulation, metric: RateMetric, reading: Reading): Difference {
  const { needed, yes } = RATES[metric];
  const population = select(needed);
  if (isMissing(population)) return population;
  const candidate = standardRate(armSteps(population, "candidate"), RATES[metric]);
  const baseline = standardRate(armSteps(population, "baseline"), RATES[metric]);
  const deff = designEffects(varianceByCluster(population, yes), candidate.variance + baseline.variance, reading);
  return bothReadings(
    (z, d) =>
      newcombe(
        { value: candidate.value, n: candidate.effective / d },
        { value: baseline.value, n: baseline.effective / d },
        z,
      ),
    { deff, t: informationTime(candidate.effective, baseline.effective), runs: population.runs, method: "newcombe" },
    reading,
  );
}

function meanWithLimits(arm: StandardMean, z: number, deff: number): WithLimits {
  const { mean, variance, effective, total } = arm;
  return {
    value: mean,
    ...countMeanInterval({ mean, variance: variance * deff, n: effective / deff, total }, z),
  };
}

export function meanDifference(select: SelectPopulation, metric: MeanMetric, reading: Reading): Difference {
  const quantity = MEANS[metric];
  const population = select(quantity.needed);
  if (isMissing(population)) return population;
  const candidate = standardMean(armSteps(population, "candidate"), quantity);
  const baseline = standardMean(armSteps(population, "baseline"), quantity);
  if (candidate === null || baseline === null) throw new Error("a supported step has runs enough for a spread");
  const total: Linear = [[quantity.sum, quantity.unit]];
  const deff = designEffects(varianceByCluster(population, total), candidate.variance + baseline.variance, reading);
  return bothReadings(
    (z, d) => moverDifference(meanWithLimits(candidate, z, d), meanWithLimits(baseline, z, d)),
    { deff, t: informationTime(candidate.effective, baseline.effective), runs: population.runs, method: "mover_gamma" },
    reading,
  );
}

export function costDifference(money: MoneyComparison, reading: Reading): Difference {
  const { candidate, baseline } = money;
  const deff = money.designEffects({ alpha: 0, beta: 1 }, { alpha: 0, beta: 1 }, reading);
  return bothReadings(
    (z, d) => moverDifference(costPerRun(candidate, z, d), costPerRun(baseline, z, d)),
    { deff, t: money.t, runs: money.runs, method: "mover_log_t" },
    reading,
  );
}

/** R₁ − R₀; its design effect by linearisation, dR = (dK − R da)/p. */
function costPerAcceptedDifference(money: MoneyComparison, reading: Reading): Difference {
  const { candidate, baseline } = money;
  if (!(candidate.accepted > 0 && baseline.accepted > 0)) {
    return missing("none_accepted", "One of the two arms has nothing accepted yet.", { have: 0, need: 1 });
  }
  const linear = (arm: MoneyArm) => ({ alpha: -arm.money / arm.accepted ** 2, beta: 1 / arm.accepted });
  const deff = money.designEffects(linear(candidate), linear(baseline), reading);
  return bothReadings(
    (z, d) => moverDifference(costPerAcceptedOnly(candidate, z, d), costPerAcceptedOnly(baseline, z, d)),
    { deff, t: money.t, runs: money.runs, method: "mover_log_t" },
    reading,
  );
}

/** The estimate where something was accepted, which the caller has made sure of. */
function costPerAcceptedOnly(arm: MoneyArm, z: number, deff: number): WithLimits {
  const estimate = costPerAccepted(arm, z, deff);
  if ("noneAccepted" in estimate) throw new Error("a cost per accepted artifact needs an accepted one");
  return estimate;
}

function moneyDifference(
  select: SelectPopulation,
  basis: MoneyBasis,
  reading: Reading,
  difference: (money: MoneyComparison, reading: Reading) => Difference,
): Difference {
  const money: MoneyComparison | Missing = moneyComparison(select, basis);
  return isMissing(money) ? money : difference(money, reading);
}

/** Every metric's difference, candidate − baseline, on the population that `select` gives for the fields it needs. */
export function differencesOn(
  select: SelectPopulation,
  reading: Reading,
  { hourlyRateUsd, priceRatio }: Pick<ComparisonSettings, "hourlyRateUsd" | "priceRatio">,
): Differences {
  const modelCost = moneyBasis(0, priceRatio);
  const rate = (metric: RateMetric) => rateDifference(select, metric, reading);
  const mean = (metric: MeanMetric) => meanDifference(select, metric, reading);
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
    costPerRunUsd: moneyDifference(select, modelCost, reading, costDifference),
    costPerAcceptedUsd: moneyDifference(select, modelCost, reading, costPerAcceptedDifference),
    loadedCostPerAcceptedUsd:
      hourlyRateUsd > 0
        ? moneyDifference(select, moneyBasis(hourlyRateUsd, priceRatio), reading, costPerAcceptedDifference)
        : LABOUR_OFF,
  };
}
