import { and, eq, sql } from "drizzle-orm";
import type { Filter } from "@/lib/filter";
import type { Arm } from "@/lib/receipts/arm";
import type { Db } from "../client";
import { receipts } from "../schema/receipts";
import { armOfReceipt, receiptConditions } from "./receipt-conditions";

/**
 * Of each arm's runs, the share with a task that the other arm did too, at the same step: the smaller of the two,
 * 0 to 1. An evaluation has at least .8 (spec section P.5). Reads receipts: only for a bounded number of them.
 */
export async function getSharedTaskShare(
  db: Db,
  project: { id: string; timeZone: string },
  filter: Filter,
  baseline: Arm,
  candidate: Arm,
): Promise<number> {
  const inProject = receiptConditions(project, filter);
  // Each count has a name of its own: an aliased column of a subquery is written without the subquery's.
  const tasksOf = (arm: Arm, name: string) =>
    db
      .select({
        workflow: receipts.workflow,
        step: receipts.step,
        taskId: receipts.taskId,
        runs: sql<number>`count(*)`.mapWith(Number).as(name),
      })
      .from(receipts)
      .where(and(inProject, armOfReceipt(arm)))
      .groupBy(receipts.workflow, receipts.step, receipts.taskId);
  const ours = tasksOf(baseline, "our_runs").as("ours");
  const theirs = tasksOf(candidate, "their_runs").as("theirs");
  const [row] = await db
    .select({
      baseline:
        sql<number>`coalesce(sum(${ours.runs}) filter (where ${theirs.runs} is not null) / nullif(sum(${ours.runs}), 0), 0)`.mapWith(
          Number,
        ),
      candidate:
        sql<number>`coalesce(sum(${theirs.runs}) filter (where ${ours.runs} is not null) / nullif(sum(${theirs.runs}), 0), 0)`.mapWith(
          Number,
        ),
    })
    .from(ours)
    .fullJoin(
      theirs,
      and(eq(ours.workflow, theirs.workflow), eq(ours.step, theirs.step), eq(ours.taskId, theirs.taskId)),
    );
  return row ? Math.min(row.baseline, row.candidate) : 0;
}
