import { addDays } from "@/lib/time";
import type { ComparisonSettings } from "./comparison";
import type { ComparisonCell } from "./comparison-cell";

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

/** First and last start day; null where there are no runs. */
export function daySpan(cells: readonly ComparisonCell[]): { first: string; last: string } | null {
  const days = cells.map(({ day }) => day).sort();
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined ? null : { first, last };
}

/** Where looking may have begun: the first day of either arm, whether or not it has matured. */
export function firstDayOf({ baseline, candidate }: Record<"baseline" | "candidate", readonly ComparisonCell[]>) {
  return daySpan([...baseline, ...candidate])?.first ?? null;
}

const DAY_MS = 86_400_000;

/** Days from the first to the last, both counted. */
export function daysIn({ first, last }: { first: string; last: string }): number {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY_MS) + 1;
}
