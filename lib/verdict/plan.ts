import { criticalValue } from "@/lib/stats/confidence-sequence";
import { costPerAccepted } from "@/lib/stats/log-ratio";
import { roundUpTwoDigits, runsForQuality, runsForSaving } from "@/lib/stats/runs-required";
import { standardMoney, standardRate } from "./arm-moments";
import type { ComparisonSettings, Missing, Plan } from "./comparison";
import { missing } from "./missing";
import { moneyBasis, RATES } from "./quantities";
import type { Reading } from "./reading";
import { countRuns, knownRuns, type RunGroup } from "./run-groups";

/** Savings per accepted artifact that a plan is made for. */
const SAVINGS = [0.1, 0.2, 0.3, 0.5];
/** Runs of the baseline below which its spread is no base for a plan. */
const RUNS_NEEDED = 20;

/**
 * How many runs an arm it will take, from the baseline alone: said before people start, and while the candidate has
 * hardly any. Both arms growing alike, with 80 % power, by the range that is safe to check any day (spec section 8).
 * All the baseline's runs are pooled: a plan is a rule of thumb.
 */
export function planFrom(
  baseline: readonly RunGroup[],
  { hourlyRateUsd, acceptanceMargin: margin }: Pick<ComparisonSettings, "hourlyRateUsd" | "acceptanceMargin">,
  reading: Reading,
): Plan | Missing {
  const basis = moneyBasis(hourlyRateUsd, 1);
  const known = knownRuns(baseline, basis.needed);
  const runs = countRuns(known);
  if (runs < RUNS_NEEDED) {
    return missing("too_few_runs", `A plan needs ${RUNS_NEEDED} runs of the baseline whose cost is known.`, {
      have: runs,
      need: RUNS_NEEDED,
    });
  }
  const steps = [{ weight: 1, runs: known }];
  const money = standardMoney(steps, basis.usdPerMinute, 1);
  const estimate = money && costPerAccepted(money, reading.z);
  if (!money || !estimate || "noneAccepted" in estimate) {
    return missing("none_accepted", "The baseline has nothing accepted to plan from.", { have: 0, need: 1 });
  }
  const perArm = (needed: (k: number) => number) => roundUpTwoDigits(fixedPoint(needed, reading));
  const acceptance = standardRate(steps, RATES.acceptanceRate).value;
  // At a rate of 1 the formula would ask for nothing: one failure more than seen keeps it honest.
  const failures = Math.max(1 - acceptance, 1 / (runs + 2));
  return {
    baselineRuns: runs,
    savings: SAVINGS.map((saving) => ({
      saving,
      runsPerArm: perArm((k) => runsForSaving(estimate.seLog ** 2 * money.n, saving, k)),
    })),
    quality:
      margin > 0
        ? { margin, runsPerArm: perArm((k) => runsForQuality(1 - failures, margin, k)) }
        : missing("not_applicable", "No number of runs shows that nothing at all is lost: allow some loss."),
  };
}

/** Runs an arm at which the plan's own k(t) is that of its runs: t = 2n with both arms alike. */
function fixedPoint(needed: (k: number) => number, reading: Reading): number {
  let runs = needed(criticalValue(reading.anyDay.targetRuns, reading.anyDay));
  for (let i = 0; i < 50; i++) runs = Math.sqrt(runs * needed(criticalValue(Math.max(2, 2 * runs), reading.anyDay)));
  return runs;
}
