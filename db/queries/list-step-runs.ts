import { asc, sql } from "drizzle-orm";
import type { Filter } from "@/lib/filter";
import type { Db } from "../client";
import { cells } from "../schema/cells";
import { cellConditions } from "./cell-conditions";

/** A step, how many runs it has and how many different models did them. */
export type StepRuns = { workflow: string; step: string; runs: number; accepted: number; models: number };

const MAX_STEPS = 1_000;

/** The steps of a filter, those with the most runs first. */
export async function listStepRuns(
  db: Db,
  project: { id: string; timeZone: string },
  filter: Filter,
): Promise<StepRuns[]> {
  return db
    .select({
      workflow: cells.workflow,
      step: cells.step,
      runs: sql<number>`sum(${cells.n})`.mapWith(Number),
      accepted: sql<number>`sum(${cells.nAcc})`.mapWith(Number),
      models: sql<number>`count(distinct ${cells.model})`.mapWith(Number),
    })
    .from(cells)
    .where(cellConditions(project, filter))
    .groupBy(cells.workflow, cells.step)
    .orderBy(sql`sum(${cells.n}) desc`, asc(cells.workflow), asc(cells.step))
    .limit(MAX_STEPS);
}
