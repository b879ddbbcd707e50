import { addDays } from "@/lib/time";
import type { ComparisonSettings } from "./comparison";
import type { ComparisonCell } from "./comparison-cell";
import type { RunGroup } from "./run-groups";

/**
 * The last start day that counts; null = all do. Live: only runs that started at least `maturityDays` ago, so that the
 * outcome is "accepted within so many days" and nothing is cut off; a run still pending then counts as not accepted.
 * Evaluation: all runs.
 */
export function maturedUntil(
  { design, maturityDays }: Pick<ComparisonSettings, "design" | "maturityDays">,
  today: string,
): string | null {
  return design === "evaluation" ? null : addDays(today, -maturityDays);
}

export type DaySpan = { first: string; last: string };

/** First and last start day; null where there are no runs. */
export function daySpan(groups: readonly RunGroup[]): DaySpan | null {
  const days = groups[0]?.rows.of.days;
  const first = days?.[Math.min(...groups.map(({ rows }) => rows.firstDay))];
  const last = days?.[Math.max(...groups.map(({ rows }) => rows.lastDay))];
  return first === undefined || last === undefined ? null : { first, last };
}

/** Runs that started on these days, both counted. */
export function runsWithin(groups: readonly RunGroup[], { first, last }: DaySpan): number {
  let runs = 0;
  for (const { n, rows } of groups) {
    const dayAt = (place: number) => rows.of.days[place] ?? "";
    if (dayAt(rows.firstDay) >= first && dayAt(rows.lastDay) <= last) runs += n;
    else {
      for (let row = rows.start; row < rows.end; row++) {
        const day = dayAt(rows.day[row] ?? -1);
        if (day >= first && day <= last) runs += rows.columns.n[row] ?? 0;
      }
    }
  }
  return runs;
}

/** Where looking may have begun: the first day of either arm, whether or not it has matured. */
export function firstDayOf(arms: Record<"baseline" | "candidate", readonly ComparisonCell[]>): string | null {
  let first: string | null = null;
  for (const cells of [arms.baseline, arms.candidate]) {
    for (const { day } of cells) if (first === null || day < first) first = day;
  }
  return first;
}

const DAY_MS = 86_400_000;

/** Days from the first to the last, both counted. */
export function daysIn({ first, last }: DaySpan): number {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY_MS) + 1;
}
