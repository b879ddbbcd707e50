import type { CompareAs } from "@/lib/receipts/model-names";
import type { Receipt, ReceiptCost } from "@/lib/receipts/receipt";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";

/** What a rewrite brings up to date; a `preview` counts what `prices` would change. */
export const REWRITE_KINDS = ["preview", "prices", "names"] as const;
export type RewriteKind = (typeof REWRITE_KINDS)[number];

type Book = { price: (receipt: Receipt) => ReceiptCost; compareAs: CompareAs };

/**
 * A receipt by today's prices, or by today's names; null where that changes nothing. A reported cost stays what it is:
 * only the computed one beside it moves. A cost that comes out the same keeps the version that it was computed with,
 * and names change no price, so that taking an alias away brings back what was there.
 */
export function rewriteReceipt(receipt: StoredReceipt, kind: RewriteKind, book: Book): StoredReceipt | null {
  if (kind === "names") {
    const names = book.compareAs(receipt);
    const same = names.comparedModel === receipt.comparedModel && names.comparedEffort === receipt.comparedEffort;
    return same ? null : { ...receipt, ...names };
  }
  const cost = book.price(receipt);
  return cost.computedCostNanoUsd === receipt.computedCostNanoUsd ? null : { ...receipt, ...cost };
}
