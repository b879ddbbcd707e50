import { mergeReceipt } from "../merge-receipt";
import { OUTCOME_FIELDS, type Outcome } from "../outcome";
import type { BatchContext, BatchPlan } from "../plan-batch";
import { amendStored, placeReceipt } from "../plan-batch";
import type { Receipt } from "../receipt";
import type { StoredReceipt } from "../stored-receipt";
import { fullerPart } from "./fuller-part";
import { runOf } from "./run-of";
import type { RunPart } from "./source-format";

/** A piece of a run and where it stood in the file. */
export type PartItem = { line: number; part: RunPart };

/** Parts as they are after a batch, of those that are new or say more; and how many said nothing new. */
export type MergedParts = { changed: Map<string, RunPart>; duplicates: number };

/** Joins a batch with what is stored of the same parts. */
export function mergeParts(items: readonly PartItem[], stored: ReadonlyMap<string, RunPart>): MergedParts {
  const changed = new Map<string, RunPart>();
  let duplicates = 0;
  for (const { part } of items) {
    const known = changed.get(part.id) ?? stored.get(part.id);
    const merged = known ? fullerPart(known, part) : part;
    if (known && isSame(merged, known)) duplicates += 1;
    else changed.set(part.id, merged);
  }
  return { changed, duplicates };
}

/** All parts of each run that a batch touches, as they were and as they are. */
type Runs = ReadonlyMap<string, { before: readonly RunPart[]; after: readonly RunPart[] }>;

/** What becomes of the runs of a batch: `removed` are those that lost all their parts to another. */
export type PartsPlan = Pick<BatchPlan, "changes"> & { removed: StoredReceipt[] };

/**
 * What changes in the receipts of runs whose parts have changed. A field goes from what the parts made of it to what
 * they make of it now; one that somebody has set otherwise meanwhile (an outcome, after a review) stays. Where a run's
 * parts all turn out to be another's, what was set of it goes there.
 *
 * @param lines Where each run was first met in this batch.
 */
export function planParts(
  runs: Runs,
  stored: ReadonlyMap<string, StoredReceipt>,
  lines: ReadonlyMap<string, number>,
  context: BatchContext,
): PartsPlan {
  const plan: PartsPlan = { changes: [], removed: [] };
  for (const [id, { before, after }] of runs) {
    const known = stored.get(id) ?? null;
    const now = runOf(id, after);
    const line = lines.get(id) ?? 1;
    if (now === null) {
      if (known && before.length > 0) plan.removed.push(known);
    } else if (known === null) {
      plan.changes.push({ before: null, after: placeReceipt(now, line, context) });
    } else {
      const was = runOf(id, before);
      const merged = was === null ? mergeReceipt(known, now) : mergeRun(known, was, now);
      if (merged === known) continue;
      plan.changes.push({ before: known, after: amendStored(known, merged, line, context) });
    }
  }
  for (const known of plan.removed) bequeath(known, runs, plan);
  return plan;
}

/** Gives what was set of a run that is gone to the one that has its parts now, where that knows nothing of it. */
function bequeath(gone: StoredReceipt, runs: Runs, plan: PartsPlan): void {
  const before = runs.get(gone.id)?.before ?? [];
  const moved = new Set(before.map(({ id }) => id));
  const was = runOf(gone.id, before);
  const heir = plan.changes.find(({ after }) => runs.get(after.id)?.after.some(({ id }) => moved.has(id)));
  if (!was || !heir) return;
  const isOpen = (field: keyof Outcome) =>
    field === "status" ? heir.after.status === "pending" : heir.after[field] === null;
  const set = OUTCOME_FIELDS.filter((field) => !isSame(gone[field], was[field]) && isOpen(field));
  heir.after = { ...heir.after, ...Object.fromEntries(set.map((field) => [field, gone[field]])) };
}

/** The stored receipt with what its parts say now, field by field, where it still is what they said before. */
function mergeRun(known: StoredReceipt, before: Receipt, now: Receipt): StoredReceipt {
  const changed = (Object.keys(now) as (keyof Receipt)[]).filter(
    (field) => !isSame(now[field], known[field]) && isSame(before[field], known[field]),
  );
  if (changed.length === 0) return known;
  return { ...known, ...Object.fromEntries(changed.map((field) => [field, now[field]])) };
}

/** Equal in all that they hold, in whatever order their fields stand: JSON that was stored has another. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [one, other] = [Object.entries(a), new Map(Object.entries(b))];
  return one.length === other.size && one.every(([key, value]) => other.has(key) && isSame(value, other.get(key)));
}
