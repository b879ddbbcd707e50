import { breakEven, type FiellerSet } from "@/lib/stats/break-even";
import { type AlwaysValid, alwaysValidP, criticalValue, informationTime } from "@/lib/stats/confidence-sequence";
import type { JointMoments } from "@/lib/stats/joint-moments";
import { combinedVariance, type MoneyArm } from "@/lib/stats/money-arm";
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
};

export function moneyComparison(select: SelectPopulation, basis: MoneyBasis): MoneyComparison | Missing {
  const population = select(basis.needed);
  if (isMissing(population)) return population;
  const { usdPerMinute, priceRatio } = basis;
  const candidate = standardMoney(armSteps(population, "candidate"), usdPerMinute, priceRatio);
  const baseline = standardMoney(armSteps(population, "baseline"), usdPerMinute, 1);
  const candidateSteps = jointSteps(armSteps(population, "candidate"));
  if (candidate === null || baseline === null || candidateSteps === null) {
    throw new Error("a supported step has runs enough for a spread");
  }
  const byCluster = moneyByCluster(population, basis);
  return {
    basis,
    population,
    candidate,
    baseline,
    candidateSteps,
    t: informationTime(candidate.n, baseline.n),
    runs: population.runs,
    designEffects: (c, b, reading) =>
      designEffects(
        byCluster(c, b),
        combinedVariance(candidate, c.alpha, c.beta, candidate.varAcceptedSampled) +
          combinedVariance(baseline, b.alpha, b.beta, baseline.varAcceptedSampled),
        reading,
      ),
  };
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
 * Multiplier of the candidate's model cost as billed at which the net benefit is 0; labour does not scale with it. It is
 * the same at whatever price the comparison is read. Its limits carry the design effect at that price, so that they agree
 * with the verdict there.
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
