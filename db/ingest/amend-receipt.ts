import type { Outcome } from "@/lib/receipts/outcome";
import { type OutcomeRefusal, RUN_NOT_FOUND } from "@/lib/receipts/plan-outcomes";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import type { Db } from "../client";
import { getReceipt } from "../queries/get-receipt";
import type { ChangedBy } from "./insert-changes";
import { writeOutcomes } from "./write-outcomes";

export type Amendment = { ok: true; receipt: StoredReceipt } | { ok: false; error: OutcomeRefusal["error"] };

/** Amends the outcome of a run: cells and history change in the same transaction. What is there already is no change. */
export async function amendReceipt(
  db: Db,
  projectId: string,
  id: string,
  outcome: Outcome,
  { pendingOnly, ...by }: ChangedBy & { pendingOnly?: boolean },
): Promise<Amendment> {
  const target = { projectId, uploadId: null, by, pendingOnly };
  const { refusals } = await writeOutcomes(db, target, async () => ({
    items: [{ line: 1, id, outcome }],
    refusals: [],
  }));
  const [refusal] = refusals;
  if (refusal) return { ok: false, error: refusal.error };
  const receipt = await getReceipt(db, projectId, id);
  return receipt ? { ok: true, receipt } : { ok: false, error: RUN_NOT_FOUND };
}
