import type { AnyDay } from "@/lib/stats/confidence-sequence";
import { scoreOf } from "./arm-figures";
import type { ComparisonSettings } from "./comparison";

/** How intervals are read, from the comparison's settings. */
export type Reading = {
  level: number;
  /** Critical value of today's range. */
  z: number;
  anyDay: AnyDay;
  /**
   * Live: the design effect of days is at least 1 and enters the any-day range alone. Evaluation: that of tasks is taken
   * as it is and enters both ranges, since pairing by task is what makes an evaluation sharp (spec section P.5).
   */
  pairedByTask: boolean;
};

type ReadingSettings = Pick<ComparisonSettings, "level" | "targetRuns" | "candidates" | "design">;

export function readingOf({ level, targetRuns, candidates, design }: ReadingSettings): Reading {
  return {
    level,
    z: scoreOf(level),
    // Bonferroni over candidates, whatever their dependence (spec section 8).
    anyDay: { alpha: (1 - level) / candidates, targetRuns },
    pairedByTask: design === "evaluation",
  };
}
