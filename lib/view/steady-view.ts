import { formatUsdChange } from "@/lib/format";
import type { StepComparison } from "@/lib/verdict/comparison";
import { isMissing } from "@/lib/verdict/missing";

/** One step among all: its own net benefit per run and whether that is clear among all of them, and the steadied one. */
export type SteadyRow = {
  workflow: string;
  step: string;
  own: string;
  steadied: string;
  range: string;
  clear: "clear, even among all" | "clear alone only" | "open";
};

/** The steps together, where there are enough of them to steady; null where there are not. */
export function steadyView(steps: readonly StepComparison[], level: number): SteadyRow[] | null {
  const rows = steps.flatMap((step): SteadyRow[] => {
    const { steadiedNetBenefitUsd: steady, verdict, anyDayP, anyDayPAcrossSteps } = step;
    if (isMissing(steady) || isMissing(verdict.netBenefitUsd)) return [];
    const below = (p: number | null) => p !== null && p <= 1 - level;
    return [
      {
        workflow: step.workflow,
        step: step.step,
        own: formatUsdChange(verdict.netBenefitUsd.value),
        steadied: formatUsdChange(steady.value),
        range: `${formatUsdChange(steady.low)} to ${formatUsdChange(steady.high)}`,
        clear: below(anyDayPAcrossSteps) ? "clear, even among all" : below(anyDayP) ? "clear alone only" : "open",
      },
    ];
  });
  return rows.length === 0 ? null : rows;
}
