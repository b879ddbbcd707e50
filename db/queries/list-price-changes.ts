import { desc, eq } from "drizzle-orm";
import type { Db } from "../client";
import { priceChanges } from "../schema/price-changes";

export type PriceChange = Omit<typeof priceChanges.$inferSelect, "projectId">;

/** Changes of own prices and names, and rewrites, the latest first. */
export async function listPriceChanges(db: Db, projectId: string, limit: number): Promise<PriceChange[]> {
  const rows = await db
    .select()
    .from(priceChanges)
    .where(eq(priceChanges.projectId, projectId))
    .orderBy(desc(priceChanges.number))
    .limit(limit);
  return rows.map(({ projectId: _, ...row }) => ({ ...row, changedAt: new Date(row.changedAt).toISOString() }));
}
