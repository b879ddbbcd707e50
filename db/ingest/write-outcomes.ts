import type postgres from "postgres";
import { type OutcomePlan, planOutcomes } from "@/lib/receipts/plan-outcomes";
import { lockCostCaps } from "../cells/cost-cap-lock";
import type { Db } from "../client";
import type { FoundRuns } from "./find-runs";
import type { ChangedBy } from "./insert-changes";
import { listStored } from "./list-stored";
import { inTransaction, writeChanges } from "./write-batch";

export type OutcomeTarget = {
  projectId: string;
  uploadId: string | null;
  by: ChangedBy;
  /** Refuses runs that are settled already. */
  pendingOnly?: boolean;
};

/**
 * Amends the runs that `find` gives by their outcomes, all in one transaction with cells and history. The stored receipts are locked
 * before anything is decided, so that two who amend one run at once both keep what they said.
 */
export async function writeOutcomes(
  db: Db,
  target: OutcomeTarget,
  find: (tx: postgres.TransactionSql) => Promise<FoundRuns>,
): Promise<OutcomePlan> {
  const { projectId, uploadId, by, pendingOnly = false } = target;
  return inTransaction(db, async (tx) => {
    const capOf = await lockCostCaps(tx, projectId);
    const { items, refusals } = await find(tx);
    const stored = await listStored(tx, projectId, [...new Set(items.map(({ id }) => id))], "lock");
    // Once the receipts are ours, so that times go with the order of the changes.
    const now = new Date().toISOString();
    const plan = planOutcomes(items, stored, { now, pendingOnly });
    await writeChanges(tx, projectId, plan, { capOf, now, uploadId, by });
    return { ...plan, refusals: [...refusals, ...plan.refusals] };
  });
}
