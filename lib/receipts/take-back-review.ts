import { toWire } from "@/lib/wire";
import type { ReceiptChange } from "./receipt-change";
import type { StoredReceipt } from "./stored-receipt";
import { wireReceipt } from "./wire-receipt";

/** Fields that a review sets, by their names in the contract. */
const REVIEWED = ["status", "human_edits", "human_minutes", "first_pass"];

/**
 * The run as it was before its last review, unknown and pending again where it was so. null if its last change is no
 * review, or the run is no longer what that made of it: then somebody else has had a say, and nothing is taken back.
 *
 * @param last the last change of the run, if it has one.
 * @param now UTC ISO 8601.
 */
export function takeBackReview(stored: StoredReceipt, last: ReceiptChange | null, now: string): StoredReceipt | null {
  if (last?.origin !== "review") return null;
  const wire = toWire(wireReceipt(stored)) as Record<string, unknown>;
  const fields = Object.keys(last.after);
  if (fields.some((field) => !REVIEWED.includes(field) || wire[field] !== last.after[field])) return null;
  const was = { ...wire, ...last.before };
  return {
    ...stored,
    status: was.status as StoredReceipt["status"],
    humanEdits: was.human_edits as number | null,
    humanMilliMinutes: typeof was.human_minutes === "number" ? Math.round(was.human_minutes * 1_000) : null,
    firstPass: was.first_pass as boolean | null,
    amendedAt: now,
  };
}
