import { and, eq, gte, inArray, lt, or, type SQL } from "drizzle-orm";
import type { Filter, FilterField, Moment } from "@/lib/filter";
import type { Arm } from "@/lib/receipts/arm";
import { dayIn, startOfDay } from "@/lib/time";
import { cells } from "../schema/cells";

const COLUMNS = {
  workflow: cells.workflow,
  step: cells.step,
  model: cells.model,
  effort: cells.effort,
  serviceTier: cells.serviceTier,
  lane: cells.lane,
  harness: cells.harness,
} satisfies Record<FilterField, unknown>;

/** The cells of a project that a filter leaves. Instants must be starts of days: see `dayBound`. */
export function cellConditions(project: { id: string; timeZone: string }, filter: Filter): SQL | undefined {
  const conditions: (SQL | undefined)[] = [eq(cells.projectId, project.id)];
  if (filter.from) conditions.push(gte(cells.day, dayBound(filter.from, project.timeZone)));
  if (filter.to) conditions.push(lt(cells.day, dayBound(filter.to, project.timeZone)));
  for (const [field, column] of Object.entries(COLUMNS)) {
    const values = filter[field as FilterField];
    if (values.length > 0) conditions.push(inArray(column, values));
  }
  return and(...conditions);
}

/** The cells of any of these arms. */
export function armConditions(arms: Arm[]): SQL | undefined {
  return or(
    ...arms.map((arm) =>
      and(
        eq(cells.model, arm.model),
        arm.effort === null ? undefined : eq(cells.effort, arm.effort),
        arm.serviceTier === null ? undefined : eq(cells.serviceTier, arm.serviceTier),
      ),
    ),
  );
}

/** Figures are kept by day: an instant inside a day cannot bound them. */
export class NotADayError extends Error {}

/** @throws NotADayError if the instant is not the start of a day in the project's time zone. */
export function dayBound(moment: Moment, timeZone: string): string {
  if ("day" in moment) return moment.day;
  const day = dayIn(timeZone)(moment.instant);
  if (startOfDay(day, timeZone) !== moment.instant) {
    throw new NotADayError(
      `Figures are kept by day: ${moment.instant} is not the start of a day in ${timeZone}. Give a day, ${day} say.`,
    );
  }
  return day;
}
