import { addDays } from "@/lib/time";
import type { ComparisonSettings } from "./comparison";
import type { ComparisonCell } from "./comparison-cell";
import type { RunGroup } from "./run-groups";

/**
 * Live: only runs that started at least `maturityDays` ago, so that the outcome is "accepted within so many days" and
 * nothing is cut off; a run still pending then counts as not accepted. Evaluation: all runs.
 */
export function maturedCells(
  cells: readonly ComparisonCell[],
  { design, maturityDays }: Pick<ComparisonSettings, "design" | "maturityDays">,
  today: string,
): ComparisonCell[] {
  if (design === "evaluation") return [...cells];
  const last = addDays(today, -maturityDays);
  return cells.filter(({ day }) => day <= last);
}

export type DaySpan = { first: string; last: string };

/** First and last start day; null where there are no runs. */
export function daySpan(groups: readonly RunGroup[]): DaySpan | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { rows } of groups) {
    for (let row = rows.start; row < rows.end; row++) {
      const day = rows.day[row] ?? 0;
      if (day < first) first = day;
      if (day > last) last = day;
    }
  }
  const days = groups[0]?.rows.of.days;
  const [firstDay, lastDay] = [days?.[first], days?.[last]];
  return firstDay === undefined || lastDay === undefined ? null : { first: firstDay, last: lastDay };
}

/** Runs that started on these days, both counted. */
export function runsWithin(groups: readonly RunGroup[], { first, last }: DaySpan): number {
  let runs = 0;
  for (const { rows } of groups) {
    for (let row = rows.start; row < rows.end; row++) {
      const day = rows.of.days[rows.day[row] ?? -1] ?? "";
      if (day >= first && day <= last) runs += rows.columns.n[row] ?? 0;
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
