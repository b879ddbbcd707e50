import { and, eq, gte, inArray, isNull, lt, or, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Filter, FilterField, Moment } from "@/lib/filter";
import type { Arm } from "@/lib/receipts/arm";
import { startOfDay } from "@/lib/time";
import { receipts } from "../schema/receipts";

const COLUMNS = {
  workflow: receipts.workflow,
  step: receipts.step,
  model: receipts.model,
  effort: receipts.effort,
  serviceTier: receipts.serviceTier,
  lane: receipts.lane,
  harness: receipts.harness,
} satisfies Record<FilterField, PgColumn>;

/** The receipts of a project that a filter leaves; instants to the millisecond. */
export function receiptConditions(project: { id: string; timeZone: string }, filter: Filter): SQL | undefined {
  const instant = (moment: Moment) => ("day" in moment ? startOfDay(moment.day, project.timeZone) : moment.instant);
  const conditions: (SQL | undefined)[] = [eq(receipts.projectId, project.id)];
  if (filter.from) conditions.push(gte(receipts.startedAt, instant(filter.from)));
  if (filter.to) conditions.push(lt(receipts.startedAt, instant(filter.to)));
  if (filter.status.length > 0) conditions.push(inArray(receipts.status, filter.status));
  for (const [field, column] of Object.entries(COLUMNS)) {
    const values = filter[field as FilterField];
    if (values.length > 0) conditions.push(or(...values.map((value) => equals(column, value))));
  }
  return and(...conditions);
}

/** The receipts of an arm. */
export function armOfReceipt(arm: Arm): SQL | undefined {
  return and(
    eq(receipts.model, arm.model),
    arm.effort === null ? undefined : equals(receipts.effort, arm.effort),
    arm.serviceTier === null ? undefined : equals(receipts.serviceTier, arm.serviceTier),
  );
}

/** Not recorded is null in a receipt, and the empty text in a filter. */
function equals(column: PgColumn, value: string): SQL | undefined {
  return value === "" ? isNull(column) : eq(column, value);
}
