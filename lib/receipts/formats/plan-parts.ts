import { mergeReceipt } from "../merge-receipt";
import { OUTCOME_FIELDS, type Outcome } from "../outcome";
import type { BatchContext, BatchPlan } from "../plan-batch";
import { amendStored, placeReceipt } from "../plan-batch";
import type { Receipt } from "../receipt";
import type { StoredReceipt } from "../stored-receipt";
import { isSame } from "./is-same";
import { bring, type KnownPart } from "./known-part";
import { runOf } from "./run-of";
import type { RunPart } from "./source-format";

/** A piece of a run and where it stood in the file. */
export type PartItem = { line: number; part: RunPart };

/** What a batch makes of the parts that it brings, by their ids. */
export type MergedParts = {
  /** New, or saying more than was known: their runs are to be made anew. */
  changed: Map<string, KnownPart>;
  /** As they were but for their sources. */
  noted: Map<string, KnownPart>;
  /** Pieces of the batch that said nothing new. */
  duplicates: number;
};

/** Joins what a source brings in a batch with what is stored of the same parts. */
export function mergeParts(
  items: readonly PartItem[],
  source: string,
  stored: ReadonlyMap<string, KnownPart>,
): MergedParts {
  const merged = new Map<string, KnownPart>();
  let duplicates = 0;
  for (const { part } of items) {
    const known = merged.get(part.id) ?? stored.get(part.id);
    const now = bring(known, source, part);
    if (known && saysTheSame(now, known)) duplicates += 1;
    if (now !== known) merged.set(part.id, now);
  }
  const isNoted = ([id, now]: [string, KnownPart]) => {
    const known = stored.get(id);
    return known !== undefined && saysTheSame(now, known);
  };
  return {
    changed: new Map([...merged].filter((each) => !isNoted(each))),
    noted: new Map([...merged].filter(isNoted)),
    duplicates,
  };
}

function saysTheSame(a: RunPart, b: RunPart): boolean {
  return a === b || (a.runId === b.runId && isSame(a.part, b.part));
}

/** All parts of each run that a batch touches, as they were and as they are. */
type Runs = ReadonlyMap<string, { before: readonly RunPart[]; after: readonly RunPart[] }>;

/** What becomes of the runs of a batch. */
export type PartsPlan = Pick<BatchPlan, "changes"> & {
  /** Runs that lost all their parts to another, or to nothing. */
  removed: StoredReceipt[];
  /**
   * To be done next: what had been set of runs that lost all their parts to another, taken from the one and set in the
   * other. `removed` are as they are after it.
   */
  handedOn: { before: StoredReceipt; after: StoredReceipt }[];
};

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
  const plan: PartsPlan = { changes: [], removed: [], handedOn: [] };
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
  return { ...plan, removed: plan.removed.map((known) => bequeath(known, runs, plan)) };
}

/** Gives what was set of a run that is gone to the one that has its parts now, where that knows nothing of it. */
function bequeath(gone: StoredReceipt, runs: Runs, plan: PartsPlan): StoredReceipt {
  const before = runs.get(gone.id)?.before ?? [];
  const moved = new Set(before.map(({ id }) => id));
  const was = runOf(gone.id, before);
  const change = plan.changes.find(({ after }) => runs.get(after.id)?.after.some(({ id }) => moved.has(id)));
  if (!was || !change) return gone;
  const set = OUTCOME_FIELDS.filter((field) => !isSame(gone[field], was[field]));
  if (set.length === 0) return gone;
  const heir = plan.handedOn.findLast(({ after }) => after.id === change.after.id)?.after ?? change.after;
  const isOpen = (field: keyof Outcome) => (field === "status" ? heir.status === "pending" : heir[field] === null);
  const left = { ...gone, ...pick(was, set) };
  plan.handedOn.push(
    { before: gone, after: left },
    { before: heir, after: { ...heir, ...pick(gone, set.filter(isOpen)) } },
  );
  return left;
}

function pick(receipt: Outcome, fields: readonly (keyof Outcome)[]): Outcome {
  return Object.fromEntries(fields.map((field) => [field, receipt[field]]));
}

/** The stored receipt with what its parts say now, field by field, where it still is what they said before. */
function mergeRun(known: StoredReceipt, before: Receipt, now: Receipt): StoredReceipt {
  const changed = (Object.keys(now) as (keyof Receipt)[]).filter(
    (field) => !isSame(now[field], known[field]) && isSame(before[field], known[field]),
  );
  if (changed.length === 0) return known;
  return { ...known, ...Object.fromEntries(changed.map((field) => [field, now[field]])) };
}
