import { costPerAcceptedRatio } from "@/lib/stats/log-ratio";
import type { Difference, Estimate, Missing } from "./comparison";
import { bothReadings, bounded } from "./differences";
import { finite, missing } from "./missing";
import { type BenefitReading, type MoneyComparison, ratioDesignEffects, turningPrices } from "./money-comparison";
import type { Reading } from "./reading";

const NO_LAMBDA = missing(
  "none_accepted",
  "The baseline has nothing accepted, so that an accepted artifact has no value to go by.",
  { have: 0, need: 1 },
);

/** Net benefit per run with both ranges, US$. */
export function benefitDifference(
  money: MoneyComparison,
  benefit: BenefitReading | null,
  reading: Reading,
): Difference {
  if (benefit === null) return NO_LAMBDA;
  const { value, today, anyDay } = benefit;
  if (!bounded(today)) return missing("unbounded", "Too few runs for an interval.", { have: money.runs });
  const { level } = reading;
  return { value, ...today, level, n: money.runs, method: "t", anyDay: bounded(anyDay) ? anyDay : null };
}

/** Relative change of cost per accepted artifact, R₁/R₀ − 1. */
export function costPerAcceptedChange(money: MoneyComparison, reading: Reading): Difference {
  const { candidate, baseline } = money;
  if (!(candidate.accepted > 0 && baseline.accepted > 0)) {
    return missing("none_accepted", "One of the two arms has nothing accepted yet.", { have: 0, need: 1 });
  }
  if (!(candidate.money > 0 && baseline.money > 0)) {
    return missing("not_applicable", "An arm cost nothing, so that no relative change exists.");
  }
  const at = (z: number, deff: number) => {
    const ratio = costPerAcceptedRatio(candidate, baseline, z, deff);
    if (ratio === null) throw new Error("a ratio of positive costs exists");
    return { value: ratio.value - 1, low: ratio.low - 1, high: ratio.high - 1 };
  };
  const deff = ratioDesignEffects(money, reading);
  return bothReadings(at, { deff, t: money.t, runs: money.runs, method: "log_t" }, reading);
}

/** Times the price as billed of the candidate's model at which it breaks even, safe to check any day. */
export function breakEvenPriceRatio(
  money: MoneyComparison,
  lambdaUsd: number | null,
  reading: Reading,
): Estimate | Missing {
  if (lambdaUsd === null && !(money.baseline.accepted > 0)) return NO_LAMBDA;
  const price = turningPrices(money, lambdaUsd, reading);
  if (price === null) return missing("not_applicable", "The candidate's runs cost nothing, so that no price matters.");
  const { multiplier, set } = price;
  if (set.kind === "unbounded") {
    return missing("unbounded", "The candidate's cost varies too much for a break-even price.", { have: money.runs });
  }
  const { level } = reading;
  return finite({ value: multiplier, low: set.low, high: set.high, level, n: money.runs, method: "fieller" });
}
