import { capsByStep } from "@/lib/receipts/cost-caps";
import { informationTime } from "@/lib/stats/confidence-sequence";
import { MINIMUM_ACCEPTED, MINIMUM_UNITS } from "@/lib/stats/noise-floor";
import { standardRate } from "./arm-moments";
import type { CompareInput } from "./compare-arms";
import type { Missing } from "./comparison";
import { verdictBasis } from "./labour";
import { isMissing } from "./missing";
import { moneyComparison } from "./money-comparison";
import { refused } from "./noise-refusals";
import { armSteps, standardised } from "./population";
import { RATES } from "./quantities";
import { cellsByStep, countRuns } from "./run-groups";
import { daySpan, maturedUntil } from "./window";

/** What has to be read of the baseline to see how far it differs from itself, and the size that it is put on. */
export type NoiseQuestion = {
  /** Steps that both arms did often enough; `priced` where that holds of their runs with a known cost too. */
  steps: { workflow: string; step: string; priced: boolean; capNanoUsd: number | null }[];
  /** First and last start day of the baseline's runs in the comparison; an evaluation has no last one. */
  days: { first: string; last: string | null };
  /** The baseline's runs in these steps. */
  runs: number;
  /** Value of a minute of human work, 0 where the comparison is on model cost alone. */
  usdPerMinute: number;
  /** Information times of the comparison's own figures; of the cost Missing where it has none. */
  information: { acceptance: number; costPerAccepted: number | Missing };
};

/**
 * The question of an A/A split that goes with a comparison: its steps, days, money and size. Missing where the cells
 * tell already that no run needs to be read.
 */
export function noiseQuestion(input: CompareInput): NoiseQuestion | Missing {
  const { settings, today } = input;
  const steps = cellsByStep(input.baselineCells, input.candidateCells, maturedUntil(settings, today));
  const baseline = steps.flatMap((step) => step.baseline);
  const candidate = steps.flatMap((step) => step.candidate);
  const select = standardised(steps);
  const { basis } = verdictBasis({ baseline, candidate }, settings);
  const population = select(RATES.acceptanceRate.needed);
  if (isMissing(population)) return population;
  const runs = population.steps.reduce((sum, step) => sum + countRuns(step.baseline), 0);
  if (runs < MINIMUM_UNITS) return refused({ refused: "too_few_units", have: runs, need: MINIMUM_UNITS });
  const accepted = population.steps.flatMap((step) => step.baseline).reduce((sum, { nAcc }) => sum + nAcc, 0);
  if (accepted < 2 * MINIMUM_ACCEPTED) {
    return refused({ refused: "too_few_accepted", have: Math.floor(accepted / 2), need: MINIMUM_ACCEPTED });
  }
  const days = daySpan(baseline);
  if (days === null) throw new Error("a population has days");
  const capOf = capsByStep(input.costCaps ?? []);
  const money = moneyComparison(select, basis);
  const pricedSteps = isMissing(money) ? [] : money.population.steps;
  const effective = (arm: "candidate" | "baseline") =>
    standardRate(armSteps(population, arm), RATES.acceptanceRate).effective;
  return {
    steps: population.steps.map(({ workflow, step }) => ({
      workflow,
      step,
      priced: pricedSteps.some((priced) => priced.workflow === workflow && priced.step === step),
      capNanoUsd: capOf({ workflow, step }),
    })),
    // A task's cell stands on the task's first day.
    days: settings.design === "evaluation" ? { ...days, last: null } : days,
    runs,
    usdPerMinute: basis.usdPerMinute,
    information: {
      acceptance: informationTime(effective("candidate"), effective("baseline")),
      costPerAccepted: isMissing(money) ? money : money.t,
    },
  };
}
