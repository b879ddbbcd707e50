import { desc, eq, sql } from "drizzle-orm";
import { UNKNOWN } from "@/lib/receipts/cell";
import type { Db } from "../client";
import { cells } from "../schema/cells";

export type ModelRuns = {
  model: string;
  runs: number;
  /** Runs without a known cost, and those of them that do not say how many tokens they used. */
  unpriced: number;
  withoutUsage: number;
  /** Tiers of the unpriced runs; the empty text is none given. */
  unpricedTiers: string[];
  firstUnpricedDay: string | null;
};

const MAX_MODELS = 500;

/** The models of a project as they are compared, those with the most unpriced runs first. */
export async function listModelRuns(db: Db, projectId: string): Promise<ModelRuns[]> {
  const unpriced = sql`(${cells.unknown} & ${UNKNOWN.cost}) <> 0`;
  const sum = (condition: ReturnType<typeof sql>) =>
    sql<number>`coalesce(sum(${cells.n}) filter (where ${condition}), 0)`.mapWith(Number);
  return db
    .select({
      model: cells.model,
      runs: sql<number>`sum(${cells.n})`.mapWith(Number),
      unpriced: sum(unpriced),
      withoutUsage: sum(sql`${unpriced} and (${cells.unknown} & ${UNKNOWN.usage}) <> 0`),
      unpricedTiers: sql<string[]>`coalesce(array_agg(distinct ${cells.serviceTier}) filter (where ${unpriced}), '{}')`,
      firstUnpricedDay: sql<string | null>`min(${cells.day}) filter (where ${unpriced})`,
    })
    .from(cells)
    .where(eq(cells.projectId, projectId))
    .groupBy(cells.model)
    .orderBy(desc(sum(unpriced)), desc(sql`sum(${cells.n})`), cells.model)
    .limit(MAX_MODELS);
}
