import { asc, sql } from "drizzle-orm";
import type { Filter } from "@/lib/filter";
import type { Db } from "../client";
import { cells } from "../schema/cells";
import { cellConditions } from "./cell-conditions";

/** An arm that has receipts, and where. Unset effort and tier are the empty text. */
export type ArmRow = {
  model: string;
  effort: string;
  serviceTier: string;
  runs: number;
  accepted: number;
  workflows: string[];
  steps: string[];
  /** Workflow and step together, joined by a character that no name has. */
  works: string[];
};

const MAX_ARMS = 1_000;

/** The arms of a filter, those with the most runs first. */
export async function listArms(db: Db, project: { id: string; timeZone: string }, filter: Filter): Promise<ArmRow[]> {
  return db
    .select({
      model: cells.model,
      effort: cells.effort,
      serviceTier: cells.serviceTier,
      runs: sql<number>`sum(${cells.n})`.mapWith(Number),
      accepted: sql<number>`sum(${cells.nAcc})`.mapWith(Number),
      workflows: sql<string[]>`array_agg(distinct ${cells.workflow})`,
      steps: sql<string[]>`array_agg(distinct ${cells.step})`,
      works: sql<string[]>`array_agg(distinct ${cells.workflow} || chr(1) || ${cells.step})`,
    })
    .from(cells)
    .where(cellConditions(project, filter))
    .groupBy(cells.model, cells.effort, cells.serviceTier)
    .orderBy(sql`sum(${cells.n}) desc`, asc(cells.model), asc(cells.effort), asc(cells.serviceTier))
    .limit(MAX_ARMS);
}
