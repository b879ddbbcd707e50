import { and, asc, sql } from "drizzle-orm";
import type { Filter } from "@/lib/filter";
import type { Db } from "../client";
import { receipts } from "../schema/receipts";
import type { ReceiptCursor } from "./list-receipts";
import { receiptConditions } from "./receipt-conditions";

/** A run whose artifact waits for somebody to say what became of it. */
export type PendingRun = {
  id: string;
  /** UTC ISO 8601. */
  startedAt: string;
  taskId: string | null;
  workflow: string;
  step: string;
  labels: Record<string, string> | null;
  retries: number | null;
  humanEdits: number | null;
  humanMilliMinutes: number | null;
  firstPass: boolean | null;
  model: string;
  effort: string | null;
  serviceTier: string | null;
  costNanoUsd: number | null;
};

type Project = { id: string; timeZone: string };

/** A constant rather than a parameter, so that the planner sees the partial index. */
const isPending = sql`${receipts.status} = 'pending'`;

/** A page of what waits, the oldest first, by keyset. */
export async function listPending(
  db: Db,
  project: Project,
  filter: Filter,
  page: { limit: number; after: ReceiptCursor | null },
): Promise<{ runs: PendingRun[]; next: ReceiptCursor | null }> {
  const { startedAt, id } = receipts;
  const behind = page.after && sql`(${startedAt}, ${id}) > (${page.after.startedAt}::timestamptz, ${page.after.id})`;
  const rows = await db
    .select({
      id,
      startedAt,
      taskId: receipts.taskId,
      workflow: receipts.workflow,
      step: receipts.step,
      labels: receipts.labels,
      retries: receipts.retries,
      humanEdits: receipts.humanEdits,
      humanMilliMinutes: receipts.humanMilliMinutes,
      firstPass: receipts.firstPass,
      model: receipts.model,
      effort: receipts.effort,
      serviceTier: receipts.serviceTier,
      costNanoUsd: receipts.costNanoUsd,
    })
    .from(receipts)
    .where(and(isPending, receiptConditions(project, filter), behind ?? undefined))
    .orderBy(asc(startedAt), asc(id))
    .limit(page.limit + 1);
  const runs = rows.slice(0, page.limit).map((row) => ({
    ...row,
    startedAt: new Date(row.startedAt).toISOString(),
    labels: row.labels as PendingRun["labels"],
  }));
  const last = runs.at(-1);
  return { runs, next: rows.length > page.limit && last ? { startedAt: last.startedAt, id: last.id } : null };
}

/** How many wait, counted up to `most` and no further: it stands on every page. */
export async function countPending(db: Db, project: Project, filter: Filter, most: number): Promise<number> {
  const waiting = db
    .select({ one: sql`1` })
    .from(receipts)
    .where(and(isPending, receiptConditions(project, filter)))
    .limit(most)
    .as("waiting");
  const [row] = await db.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(waiting);
  return row?.count ?? 0;
}
