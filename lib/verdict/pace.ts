import type { ComparisonSettings } from "./comparison";
import type { BothArms } from "./quality-of-arms";
import { countRuns } from "./run-groups";
import type { Pace } from "./runs-needed";
import { daySpan, daysIn } from "./window";

/** How fast runs come in over the compared days; a baseline that ended before the candidate began no longer grows. */
export function paceOf({ baseline, candidate }: BothArms, { design }: Pick<ComparisonSettings, "design">): Pace {
  const span = daySpan([...baseline, ...candidate]);
  if (design === "evaluation" || span === null) return { runsPerDay: null, baselineFrozen: false };
  const ended = daySpan(baseline)?.last;
  const began = daySpan(candidate)?.first;
  return {
    runsPerDay: (countRuns(baseline) + countRuns(candidate)) / daysIn(span),
    baselineFrozen: ended !== undefined && began !== undefined && ended < began,
  };
}
