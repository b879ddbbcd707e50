import { toWire, type Wire } from "@/lib/wire";
import { changedFields } from "./merge-receipt";
import type { StoredReceipt } from "./stored-receipt";
import { wireReceipt } from "./wire-receipt";

/**
 * What made a receipt other than it was: a later message about it, a file, outcomes in a file, PATCH, a person. `moved`:
 * its parts turned out to be another run's, and what was said of it went there.
 */
export const CHANGE_ORIGINS = ["post", "upload", "outcomes", "amend", "review", "undo", "reprice", "moved"] as const;
export type ChangeOrigin = (typeof CHANGE_ORIGINS)[number];

/** Fields that differ, by their names in the contract. */
export type ChangedValues = Record<string, Wire>;

/** One change of a receipt that was there already. */
export type ReceiptChange = {
  /** Grows with the changes of a receipt, with gaps. */
  number: number;
  /** UTC ISO 8601. */
  changedAt: string;
  origin: ChangeOrigin;
  /** The name of an API key, or that somebody was signed in; null where nobody knows. */
  author: string | null;
  /** The file that brought it; null where none did. */
  uploadId: string | null;
  before: ChangedValues;
  after: ChangedValues;
};

/** What differs between two states of a receipt, bookkeeping aside; null if nothing does. */
export function changedValues(
  before: StoredReceipt,
  after: StoredReceipt,
): { before: ChangedValues; after: ChangedValues } | null {
  const fields = changedFields(before, after);
  if (!costsAlike(before, after)) fields.push("price");
  if (fields.length === 0) return null;
  return { before: pick(before, fields), after: pick(after, fields) };
}

function costsAlike(a: StoredReceipt, b: StoredReceipt): boolean {
  return (
    a.costNanoUsd === b.costNanoUsd &&
    a.costSource === b.costSource &&
    a.computedCostNanoUsd === b.computedCostNanoUsd &&
    a.priceVersion === b.priceVersion
  );
}

function pick(receipt: StoredReceipt, fields: string[]): ChangedValues {
  const wire = toWire(wireReceipt(receipt)) as ChangedValues;
  return Object.fromEntries(fields.map((field) => [field, wire[field] ?? null]));
}
