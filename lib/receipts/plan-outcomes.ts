import { mergeReceipt } from "./merge-receipt";
import type { Outcome } from "./outcome";
import type { FieldError } from "./parse-receipt";
import { LIMITS } from "./receipt-schema";
import type { StoredReceipt } from "./stored-receipt";

/** An outcome of a run that is known by its id, and where it stood in what was sent. */
export type OutcomeItem = { line: number; id: string; outcome: Outcome };

/** An outcome that was not taken: the run is not here, or cannot be what it says. */
export type OutcomeRefusal = { line: number; id: string | null; error: FieldError };

export type OutcomePlan = {
  changes: { before: StoredReceipt; after: StoredReceipt }[];
  amended: number;
  duplicates: number;
  refusals: OutcomeRefusal[];
};

/**
 * What a batch of outcomes changes, one after the other, given what is stored of its runs. The facts of a run, and
 * which file gave them, stay as they are. `pendingOnly` refuses a run that is settled already, whatever it was to be.
 *
 * @param now UTC ISO 8601.
 */
export function planOutcomes(
  items: OutcomeItem[],
  stored: ReadonlyMap<string, StoredReceipt>,
  { now, pendingOnly }: { now: string; pendingOnly: boolean },
): OutcomePlan {
  const plan: OutcomePlan = { changes: [], amended: 0, duplicates: 0, refusals: [] };
  const current = new Map<string, StoredReceipt>();
  for (const { line, id, outcome } of items) {
    const known = current.get(id) ?? stored.get(id);
    const error = known ? obstacle(known, outcome, pendingOnly) : RUN_NOT_FOUND;
    if (!known || error) {
      plan.refusals.push({ line, id, error: error ?? RUN_NOT_FOUND });
      continue;
    }
    const merged = mergeReceipt(known, { ...known, ...outcome });
    if (merged === known) plan.duplicates += 1;
    else {
      plan.amended += 1;
      current.set(id, { ...merged, amendedAt: now });
    }
  }
  for (const [id, after] of current) {
    const before = stored.get(id);
    if (before) plan.changes.push({ before, after });
  }
  return plan;
}

export const RUN_NOT_FOUND: FieldError = { pointer: "/id", code: "not_found", message: "is no run of this project" };

function obstacle(known: StoredReceipt, outcome: Outcome, pendingOnly: boolean): FieldError | null {
  if (known.status !== "pending" && (pendingOnly || outcome.status === "pending")) {
    const message = `is ${known.status} already${pendingOnly ? "" : ": it cannot go back to pending"}`;
    return { pointer: "/status", code: "already_settled", message };
  }
  const labels = Object.keys({ ...known.labels, ...outcome.labels }).length;
  if (outcome.labels && labels > LIMITS.labels) {
    const message = `must not have more than ${LIMITS.labels} labels, and the run would have ${labels}`;
    return { pointer: "/labels", code: "too_many", message };
  }
  return null;
}
