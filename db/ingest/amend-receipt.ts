import type { Receipt } from "@/lib/receipts/receipt";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import { dayIn } from "@/lib/time";
import type { Db } from "../client";
import { getReceipt } from "../queries/get-receipt";
import { createBatchWriter } from "./write-batch";

/** What may still become known of a run. Absent or null changes nothing. */
export type Outcome = Partial<
  Pick<
    Receipt,
    | "status"
    | "retries"
    | "validationFailures"
    | "humanEdits"
    | "humanMilliMinutes"
    | "firstPass"
    | "stoppedEarly"
    | "stopReason"
    | "labels"
  >
>;

export type Amendment = { ok: true; receipt: StoredReceipt } | { ok: false; problem: "not_found" | "already_settled" };

/** Amends the outcome of a run, as a later message about it would: the cells change in the same transaction. */
export async function amendReceipt(
  db: Db,
  project: { id: string; timeZone: string },
  id: string,
  outcome: Outcome,
): Promise<Amendment> {
  const known = await getReceipt(db, project.id, id);
  if (!known) return { ok: false, problem: "not_found" };
  if (outcome.status === "pending" && known.status !== "pending") return { ok: false, problem: "already_settled" };
  const write = createBatchWriter(db, {
    projectId: project.id,
    uploadId: null,
    dayOf: dayIn(project.timeZone),
  });
  // Nothing but the outcome is news: the facts are those that are stored, so that they change nothing.
  await write([{ line: known.uploadLine ?? 1, receipt: { ...known, ...outcome } }]);
  const receipt = await getReceipt(db, project.id, id);
  return receipt ? { ok: true, receipt } : { ok: false, problem: "not_found" };
}
