import { sampleRatio } from "@/lib/stats/sample-ratio";
import type { ComparisonSettings, Verdict } from "./comparison";
import { countRuns, type RunGroup, type StepGroups, sharedClusterShare } from "./run-groups";
import { daySpan, runsWithin } from "./window";

/**
 * What share of a step's runs a randomiser promised each arm under one policy version. Only the ratio of the two
 * counts, so that other arms of the policy do not matter.
 */
export type Allocation = {
  workflow: string;
  step: string;
  policyVersion: number;
  candidate: number;
  baseline: number;
};

/** An evaluation has at least this share of each arm's runs on tasks that the other did too (spec section P.5). */
export const EVALUATION_SHARE = 0.8;
/** From this share of both arms' runs in the time that they have in common, it counts as the same period. */
const SAME_PERIOD_SHARE = 0.8;

export type Grade = Pick<Verdict, "grade" | "gradeReason">;

const isRandomised = (groups: readonly RunGroup[]): boolean =>
  groups.length > 0 && groups.every(({ assign }) => assign === "random");

/** e-value of a broken split over policy versions and steps; null where nothing was randomised or no share is known. */
export function sampleRatioEvidence(steps: readonly StepGroups[], allocations: readonly Allocation[]): number | null {
  const allOf = (arm: "baseline" | "candidate") => steps.flatMap((step) => step[arm]);
  if (!isRandomised(allOf("baseline")) || !isRandomised(allOf("candidate")) || allocations.length === 0) return null;
  const runs = (arm: "baseline" | "candidate", of: Allocation) => {
    const step = steps.find(({ workflow, step: name }) => workflow === of.workflow && name === of.step);
    return countRuns((step?.[arm] ?? []).filter(({ policyVersion }) => policyVersion === of.policyVersion));
  };
  const product = allocations
    .filter(({ candidate: c, baseline: b }) => c > 0 && b > 0)
    .reduce((evidence, of) => {
      const share = of.candidate / (of.candidate + of.baseline);
      return evidence * sampleRatio([runs("candidate", of), runs("baseline", of)], [share, 1 - share]).eValue;
    }, 1);
  return Math.min(product, Number.MAX_VALUE);
}

/** Share of an arm's runs that started between the first and the last day of the other arm. */
function shareWithin(groups: readonly RunGroup[], other: readonly RunGroup[]): number {
  const span = daySpan(other);
  const all = countRuns(groups);
  return span === null || all === 0 ? 0 : runsWithin(groups, span) / all;
}

/** How far the comparison can be trusted to be fair: A randomised or paired, B same period, C before and after. */
export function gradeOf(steps: readonly StepGroups[], { design }: Pick<ComparisonSettings, "design">): Grade {
  const baseline = steps.flatMap((step) => step.baseline);
  const candidate = steps.flatMap((step) => step.candidate);
  // To call it an evaluation does not make it one: what makes it fair is that both arms did the same tasks.
  if (design === "evaluation" && sharedClusterShare(steps) >= EVALUATION_SHARE) {
    return { grade: "A", gradeReason: "Evaluation: both arms worked on the same tasks." };
  }
  if (isRandomised(baseline) && isRandomised(candidate)) {
    return { grade: "A", gradeReason: "Randomised: chance decided which arm did a run." };
  }
  const together = Math.min(shareWithin(baseline, candidate), shareWithin(candidate, baseline));
  if (together >= SAME_PERIOD_SHARE) {
    return {
      grade: "B",
      gradeReason: "Same period, routed: adjusted for the step, not for what else the router saw.",
    };
  }
  return { grade: "C", gradeReason: "Before and after: what else changed with time is not excluded." };
}
