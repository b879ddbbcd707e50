import { formatCount, formatRate } from "@/lib/format";
import type { Plan } from "@/lib/verdict/comparison";
import { isMissing } from "@/lib/verdict/missing";

/** How many runs it will take, a line each. */
export type PlanView = { from: string; lines: string[] };

export function planView({ baselineRuns, savings, quality }: Plan): PlanView {
  return {
    from: `Planned from ${formatCount(baselineRuns)} runs of the baseline, both arms growing alike, four chances in five.`,
    lines: [
      ...savings.map(
        ({ saving, runsPerArm }) =>
          `To see that it saves ${formatRate(saving, 0)} per accepted artifact: about ${formatCount(runsPerArm)} runs of each arm.`,
      ),
      isMissing(quality)
        ? quality.message
        : `To rule out a loss of more than ${formatRate(quality.margin, 0)} in acceptance, if there is none: about ` +
          `${formatCount(quality.runsPerArm)} runs of each arm.`,
    ],
  };
}
