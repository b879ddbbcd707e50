import { desc, eq } from "drizzle-orm";
import type { RewriteSums } from "@/lib/pricing/rewrite-sums";
import type { Db } from "../client";
import { rewrites } from "../schema/rewrites";

export type Rewrite = Omit<typeof rewrites.$inferSelect, "sums"> & { sums: RewriteSums };

/** The rewrite that was begun last, or null. */
export async function getLatestRewrite(db: Db, projectId: string): Promise<Rewrite | null> {
  const [row] = await db
    .select()
    .from(rewrites)
    .where(eq(rewrites.projectId, projectId))
    .orderBy(desc(rewrites.startedAt))
    .limit(1);
  return row ? { ...row, sums: row.sums as RewriteSums, startedAt: new Date(row.startedAt).toISOString() } : null;
}
