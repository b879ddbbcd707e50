import { eq, sql } from "drizzle-orm";
import type { Db } from "../client";
import { cells } from "../schema/cells";

export type ComparedModel = { model: string; runs: number; arms: number };

const MAX_NAMES = 500;

/** The models of a project as they are compared, with their runs and arms, those with the most runs first. */
export async function listComparedModels(db: Db, projectId: string): Promise<ComparedModel[]> {
  const runs = sql<number>`sum(${cells.n})`.mapWith(Number);
  return db
    .select({
      model: cells.model,
      runs,
      arms: sql<number>`count(distinct ${cells.effort} || chr(1) || ${cells.serviceTier})`.mapWith(Number),
    })
    .from(cells)
    .where(eq(cells.projectId, projectId))
    .groupBy(cells.model)
    .orderBy(sql`sum(${cells.n}) desc`, cells.model)
    .limit(MAX_NAMES);
}
