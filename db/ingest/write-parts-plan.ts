import type postgres from "postgres";
import type { PartsPlan } from "@/lib/receipts/formats/plan-parts";
import { removeReceipts } from "./remove-receipts";
import { writeChanges } from "./write-batch";

type How = Parameters<typeof writeChanges>[3];

/** Puts the receipts of runs whose parts have changed into their new state; those that are known must be locked. */
export async function writePartsPlan(
  tx: postgres.TransactionSql,
  projectId: string,
  plan: PartsPlan,
  how: How,
): Promise<void> {
  await writeChanges(tx, projectId, plan, how);
  const moved: How = { ...how, uploadId: null, by: { ...how.by, origin: "moved" } };
  // One after the other, since several runs may leave what was said of them to one. There are few.
  for (const change of plan.handedOn) await writeChanges(tx, projectId, { changes: [change] }, moved);
  await removeReceipts(tx, projectId, plan.removed, how.capOf);
}
