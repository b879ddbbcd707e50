import { MINIMUM_CLUSTERS } from "@/lib/stats/day-clusters";
import { costNoise } from "@/lib/stats/money-arm";
import type { ComparisonSettings, Difference } from "./comparison";
import type { Evidence, GateInput, PerArm } from "./decide-verdict";
import { bounded } from "./differences";
import { isMissing } from "./missing";
import type { BenefitReading, MoneyComparison } from "./money-comparison";
import { countPlaces, countRuns, type RunGroup } from "./run-groups";

/** Share of the baseline's money per run below which a net benefit is not material. */
const MATERIAL_SHARE = 0.05;

/** What the gates look at: counts over the supported steps of the runs in which the money is known. */
export function gatesOf(
  { population, candidate, baseline }: MoneyComparison,
  { design, minimumDays }: Pick<ComparisonSettings, "design" | "minimumDays">,
): GateInput {
  const runsOf = (arm: "candidate" | "baseline") => population.steps.flatMap((step) => step[arm]);
  const perArm = (of: (groups: readonly RunGroup[]) => number): PerArm => ({
    candidate: of(runsOf("candidate")),
    baseline: of(runsOf("baseline")),
  });
  const tasks = () => countPlaces([...runsOf("candidate"), ...runsOf("baseline")], "cluster");
  return {
    runs: perArm(countRuns),
    accepted: perArm((groups) => groups.reduce((sum, { nAcc }) => sum + nAcc, 0)),
    days: design === "live" ? { ...perArm((groups) => countPlaces(groups, "day")), need: minimumDays } : null,
    tasks: design === "evaluation" ? { have: tasks(), need: MINIMUM_CLUSTERS } : null,
    coverage: population.coverage,
    costNoise: { candidate: costNoise(candidate), baseline: costNoise(baseline) },
  };
}

/** Net benefit per run that counts as material, US$. */
function materialUsd(money: MoneyComparison): number {
  return MATERIAL_SHARE * money.baseline.money;
}

/** The three any-day intervals; null where one of them does not exist, and then there is no evidence to decide on. */
export function evidenceOf(input: {
  money: MoneyComparison;
  benefit: BenefitReading | null;
  acceptance: Difference;
  cost: Difference;
  acceptanceMargin: number;
}): Evidence | null {
  const { money, benefit, acceptance, cost, acceptanceMargin } = input;
  if (benefit === null || isMissing(acceptance) || isMissing(cost)) return null;
  if (acceptance.anyDay === null || cost.anyDay === null || !bounded(benefit.anyDay)) return null;
  return {
    benefit: benefit.anyDay,
    acceptance: acceptance.anyDay,
    cost: cost.anyDay,
    acceptanceMargin,
    materialUsd: materialUsd(money),
  };
}
