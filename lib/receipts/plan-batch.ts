import { formatCount } from "@/lib/format";
import { contradiction, mergeReceipt, pricesAlike } from "./merge-receipt";
import type { CompareAs } from "./model-names";
import type { FieldError } from "./parse-receipt";
import type { Receipt, ReceiptCost } from "./receipt";
import type { StoredReceipt } from "./stored-receipt";

/** A validated receipt and where it stood in what was sent. */
export type BatchItem = {
  line: number;
  receipt: Receipt;
  /** The same one in its place, if it was put there ahead of its batch: good where the batch has that very `price`. */
  placed?: { receipt: StoredReceipt; price: BatchContext["price"] };
};

/** A second copy of a run, in the same file or request, that contradicts the first. */
export type Conflict = { line: number; id: string; field: string; firstLine: number | null };

export type BatchPlan = {
  /** What each receipt becomes; `before` is null for a new one. */
  changes: { before: StoredReceipt | null; after: StoredReceipt }[];
  inserted: number;
  amended: number;
  duplicates: number;
  conflicts: Conflict[];
};

export type BatchContext = {
  uploadId: string | null;
  /** UTC ISO 8601. */
  now: string;
  dayOf: (instant: string) => string;
  price: (receipt: Receipt) => ReceiptCost;
  compareAs: CompareAs;
};

/**
 * What a batch changes, message by message, given what is stored of its ids. Pure: the same messages in one batch
 * or in several come to the same.
 *
 * Within one file or request, a second copy that contradicts a fact of the run is a mistake of the file, and is
 * refused by name. From another one it is a correction, and amends.
 */
export function planBatch(items: BatchItem[], stored: Map<string, StoredReceipt>, context: BatchContext): BatchPlan {
  const plan: BatchPlan = { changes: [], inserted: 0, amended: 0, duplicates: 0, conflicts: [] };
  const current = new Map<string, { receipt: StoredReceipt; here: boolean }>();
  for (const item of items) {
    const { line, receipt } = item;
    const before = stored.get(receipt.id);
    const known =
      current.get(receipt.id) ??
      (before && { receipt: before, here: context.uploadId !== null && before.uploadId === context.uploadId });
    if (!known) {
      current.set(receipt.id, { receipt: placeItem(item, context), here: true });
      plan.inserted += 1;
      continue;
    }
    const field = known.here ? contradiction(known.receipt, receipt) : null;
    if (field) {
      plan.conflicts.push({ line, id: receipt.id, field, firstLine: known.receipt.uploadLine });
      continue;
    }
    const merged = mergeReceipt(known.receipt, receipt);
    if (merged === known.receipt) plan.duplicates += 1;
    else plan.amended += 1;
    const amended = merged === known.receipt ? merged : amendStored(known.receipt, merged, line, context);
    current.set(receipt.id, { receipt: amended, here: true });
  }
  for (const [id, { receipt }] of current) {
    const before = stored.get(id) ?? null;
    if (receipt !== before) plan.changes.push({ before, after: receipt });
  }
  return plan;
}

/** It is received when its batch is written, however long it was in its place by then. */
function placeItem({ line, receipt, placed }: BatchItem, context: BatchContext): StoredReceipt {
  if (placed?.price !== context.price) return placeReceipt(receipt, line, context);
  placed.receipt.receivedAt = context.now;
  return placed.receipt;
}

/** A conflict in words, as what is wrong with its record. */
export function conflictError({ field, firstLine }: Conflict): FieldError {
  const first = firstLine === null ? "an earlier copy" : `the copy in line ${formatCount(firstLine)}`;
  const message = `contradicts ${first}: one run cannot have two values of ${field}`;
  return { pointer: `/${field}`, code: "conflict", message };
}

/** A receipt that is new in its place. Field by field: objects of this size are copied ten times slower by `...`. */
export function placeReceipt(receipt: Receipt, line: number, context: BatchContext): StoredReceipt {
  const cost = context.price(receipt);
  const compared = context.compareAs(receipt);
  return {
    id: receipt.id,
    startedAt: receipt.startedAt,
    durationMs: receipt.durationMs,
    workflow: receipt.workflow,
    step: receipt.step,
    model: receipt.model,
    effort: receipt.effort,
    serviceTier: receipt.serviceTier,
    status: receipt.status,
    taskId: receipt.taskId,
    lane: receipt.lane,
    harness: receipt.harness,
    provider: receipt.provider,
    decisionId: receipt.decisionId,
    tokens: receipt.tokens,
    usageSent: receipt.usageSent,
    reportedCostNanoUsd: receipt.reportedCostNanoUsd,
    toolCalls: receipt.toolCalls,
    toolErrors: receipt.toolErrors,
    retries: receipt.retries,
    validationFailures: receipt.validationFailures,
    humanEdits: receipt.humanEdits,
    humanMilliMinutes: receipt.humanMilliMinutes,
    firstPass: receipt.firstPass,
    stoppedEarly: receipt.stoppedEarly,
    stopReason: receipt.stopReason,
    attempts: receipt.attempts,
    labels: receipt.labels,
    costNanoUsd: cost.costNanoUsd,
    costSource: cost.costSource,
    computedCostNanoUsd: cost.computedCostNanoUsd,
    priceVersion: cost.priceVersion,
    comparedModel: compared.comparedModel,
    comparedEffort: compared.comparedEffort,
    day: context.dayOf(receipt.startedAt),
    assign: "switch",
    policyVersion: 0,
    uploadId: context.uploadId,
    uploadLine: line,
    receivedAt: context.now,
    amendedAt: null,
  };
}

/** A price stays what it was as long as nothing changed that it was made of. */
export function amendStored(
  known: StoredReceipt,
  merged: StoredReceipt,
  line: number,
  context: BatchContext,
): StoredReceipt {
  return {
    ...merged,
    ...(pricesAlike(known, merged) ? {} : context.price(merged)),
    ...context.compareAs(merged),
    day: known.startedAt === merged.startedAt ? known.day : context.dayOf(merged.startedAt),
    uploadId: context.uploadId,
    uploadLine: line,
    amendedAt: context.now,
  };
}
