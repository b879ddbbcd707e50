import { breakEven, type FiellerSet } from "@/lib/stats/break-even";
import { type AlwaysValid, alwaysValidP, criticalValue, informationTime } from "@/lib/stats/confidence-sequence";
import { type JointMoments, moneyMoments } from "@/lib/stats/joint-moments";
import { combinedVariance, type MoneyArm, moneyArm } from "@/lib/stats/money-arm";
import { type NetBenefit, netBenefit } from "@/lib/stats/net-benefit";
import { type Weighted, weightedMean, weightedVariance } from "@/lib/stats/standardise";
import { tMatch } from "@/lib/stats/t-match";
import { jointSteps, standardMoney } from "./arm-moments";
import { type DesignEffects, designEffects, effectAt, moneyByCluster, type OfMoney } from "./clusters";
import type { Missing } from "./comparison";
import { isMissing } from "./missing";
import { armSteps, type Population, type SelectPopulation } from "./population";
import type { MoneyBasis } from "./quantities";
import type { Reading } from "./reading";

/** Both arms' money and acceptance on one population, and how clusters spread any linear quantity of them. */
export type MoneyComparison = {
  basis: MoneyBasis;
  population: Population;
  candidate: MoneyArm;
  baseline: MoneyArm;
  /** The candidate's joint moments, in which model cost and labour are still apart. */
  candidateSteps: readonly Weighted<JointMoments>[];
  /** Information time, and runs of both arms that entered. */
  t: number;
  runs: number;
  designEffects: (candidate: OfMoney, baseline: OfMoney, reading: Reading) => DesignEffects;
  /** The same with the candidate's model cost multiplied by another ratio; no run is looked at again. */
  at: (priceRatio: number) => MoneyComparison;
};

export function moneyComparison(select: SelectPopulation, basis: MoneyBasis): MoneyComparison | Missing {
  const population = select(basis.needed);
  if (isMissing(population)) return population;
  const { usdPerMinute } = basis;
  const candidateSteps = jointSteps(armSteps(population, "candidate"));
  const baseline = standardMoney(armSteps(population, "baseline"), usdPerMinute, 1);
  if (baseline === null || candidateSteps === null) {
    throw new Error("a supported step has runs enough for a spread");
  }
  const byCluster = moneyByCluster(population, usdPerMinute);
  const at = (priceRatio: number): MoneyComparison => {
    const candidate = moneyArm(
      candidateSteps.map(({ weight, of }) => ({ weight, of: moneyMoments(of, usdPerMinute, priceRatio) })),
    );
    return {
      basis: { ...basis, priceRatio },
      population,
      candidate,
      baseline,
      candidateSteps,
      t: informationTime(candidate.n, baseline.n),
      runs: population.runs,
      designEffects: (c, b, reading) =>
        designEffects(
          byCluster(c, b, priceRatio),
          combinedVariance(candidate, c.alpha, c.beta, candidate.varAcceptedSampled) +
            combinedVariance(baseline, b.alpha, b.beta, baseline.varAcceptedSampled),
          reading,
        ),
      at,
    };
  };
  return at(basis.priceRatio);
}

/** Net benefit with its standard error and both critical values. */
export type BenefitReading = NetBenefit & {
  deff: DesignEffects;
  /** Standard error with independent runs, acceptance floored. */
  seIndependent: number;
  /** Critical values that multiply the standard errors: T(z, df), T(k(t), df). */
  criticalToday: number;
  criticalAnyDay: number;
  today: { low: number; high: number };
  anyDay: { low: number; high: number };
  evidence: AlwaysValid;
};

/** null where λ is the baseline's own cost per accepted artifact and it accepted nothing. */
export function benefitReading(
  money: MoneyComparison,
  lambdaUsd: number | null,
  reading: Reading,
): BenefitReading | null {
  const benefit = netBenefit(money.candidate, money.baseline, lambdaUsd);
  if (benefit === null) return null;
  const { lambda, baselineFactor, value, df } = benefit;
  const deff = money.designEffects(
    { alpha: lambda, beta: -1 },
    { alpha: lambda * baselineFactor, beta: -baselineFactor },
    reading,
  );
  const k = criticalValue(money.t, reading.anyDay);
  const widened = {
    ...deff,
    today: effectAt(deff, "today", reading.z, reading),
    anyDay: effectAt(deff, "anyDay", k, reading),
  };
  const seIndependent = Math.sqrt(benefit.variance);
  const criticalToday = tMatch(reading.z, df);
  const criticalAnyDay = tMatch(k, df);
  const range = (critical: number, effect: number) => {
    // 0 × ∞ is not a number: without spread the critical value does not matter.
    const half = seIndependent === 0 ? 0 : critical * seIndependent * Math.sqrt(effect);
    return { low: value - half, high: value + half };
  };
  return {
    ...benefit,
    deff: widened,
    seIndependent,
    criticalToday,
    criticalAnyDay,
    today: range(criticalToday, widened.today),
    anyDay: range(criticalAnyDay, widened.anyDay),
    evidence: alwaysValidP(value, seIndependent * Math.sqrt(widened.anyDay), df, money.t, reading.anyDay),
  };
}

/**
 * Multiplier of the candidate's model cost as billed at which the net benefit is 0, with Fieller's set at the critical
 * value of one reading (spec section 6); labour does not scale with it.
 */
export function priceBreakEven(
  money: MoneyComparison,
  benefit: BenefitReading,
): { multiplier: number; set: FiellerSet } | null {
  const { candidateSteps: steps, basis } = money;
  const { lambda, baselineFactor } = benefit;
  const kappa = basis.usdPerMinute;
  const over = (of: (moments: JointMoments) => number) => weightedVariance(steps, of);
  const varLabour =
    lambda ** 2 * money.candidate.varAccepted +
    kappa ** 2 * over(({ varMinutes }) => varMinutes) -
    2 * lambda * kappa * over(({ covMinutesAccepted }) => covMinutesAccepted);
  const modelCost = weightedMean(steps, ({ cost }) => cost);
  return breakEven({
    // As it would be at the price as billed.
    benefit: benefit.value + (basis.priceRatio - 1) * modelCost,
    modelCost,
    varN: varLabour + baselineFactor ** 2 * combinedVariance(money.baseline, lambda, -1),
    varD: over(({ varCost }) => varCost),
    covND:
      lambda * over(({ covCostAccepted }) => covCostAccepted) - kappa * over(({ covCostMinutes }) => covCostMinutes),
    critical: benefit.criticalAnyDay * Math.sqrt(benefit.deff.anyDay),
  });
}

/** A limit that moves by less than this, relative to the even point, has settled. */
const SETTLED = 1e-9;
const MOST_ROUNDS = 100;

/**
 * The prices at which the verdict's net benefit turns: below `low` it is above 0 for sure, above `high` below it.
 *
 * Fieller's set is the dual of the net benefit's interval at the price whose critical value it takes, and both the
 * degrees of freedom and the design effect depend on the price. So each limit is found with the critical value at that
 * limit itself: whatever price one reads at, the limits are the same, and the verdict turns where they say.
 * null where the candidate costs nothing; `unbounded` where a limit does not exist.
 */
export function turningPrices(
  money: MoneyComparison,
  lambdaUsd: number | null,
  reading: Reading,
): { multiplier: number; set: FiellerSet } | null {
  const setAt = (priceRatio: number) => {
    const here = money.at(priceRatio);
    const benefit = benefitReading(here, lambdaUsd, reading);
    return benefit && priceBreakEven(here, benefit);
  };
  const start = setAt(1);
  if (start === null || start.set.kind === "unbounded") return start;
  const { multiplier } = start;
  const settle = (side: "low" | "high", first: number): number | null => {
    let limit = first;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      // Below a price of 0 there is none: the limit is then where it would be by the spread at 0.
      const found = setAt(Math.max(0, limit))?.set;
      if (found?.kind !== "between") return null;
      const moved = Math.abs(found[side] - limit);
      // Halfway, once it does not settle by itself: the spread may grow faster than the limit moves.
      limit = round < 10 ? found[side] : (limit + found[side]) / 2;
      if (moved <= SETTLED * Math.max(1, Math.abs(multiplier))) return limit;
    }
    return null;
  };
  const [low, high] = [settle("low", start.set.low), settle("high", start.set.high)];
  return low === null || high === null
    ? { multiplier, set: { kind: "unbounded" } }
    : { multiplier, set: { kind: "between", low, high } };
}

/** Design effects of the relative change of cost per accepted artifact, by linearisation: dln R = dK/K − da/p. */
export function ratioDesignEffects({ candidate, baseline, designEffects: effects }: MoneyComparison, reading: Reading) {
  const linear = (arm: MoneyArm): OfMoney => ({ alpha: -1 / arm.accepted, beta: 1 / arm.money });
  return effects(linear(candidate), linear(baseline), reading);
}

/** The larger design effect of acceptance and of cost: what the cost-effectiveness plane is widened by. */
export function planeDesignEffect({ designEffects: effects }: MoneyComparison, reading: Reading): number {
  const acceptance = effects({ alpha: 1, beta: 0 }, { alpha: 1, beta: 0 }, reading);
  const cost = effects({ alpha: 0, beta: 1 }, { alpha: 0, beta: 1 }, reading);
  return Math.max(acceptance.anyDay, cost.anyDay);
}
