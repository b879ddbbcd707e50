import type { StoredReceipt } from "@/lib/receipts/stored-receipt";

/** What a rewrite changes for one model: receipts, and their known costs before and after (nano-US$, as decimal text). */
export type ModelChange = {
  receipts: number;
  before: string;
  after: string;
  unpricedBefore: number;
  unpricedAfter: number;
};
export type RewriteSums = Record<string, ModelChange>;

/** More names than a person reads go together. */
const MAX_MODELS = 500;
const OTHERS = "(other models)";

const NOTHING: ModelChange = { receipts: 0, before: "0", after: "0", unpricedBefore: 0, unpricedAfter: 0 };

/** The sums with these changes added, by the model that was sent. */
export function addRewritten(
  sums: RewriteSums,
  changes: readonly { before: StoredReceipt; after: StoredReceipt }[],
): RewriteSums {
  const added = new Map(Object.entries(sums));
  for (const { before, after } of changes) {
    const model = added.has(before.model) || added.size < MAX_MODELS ? before.model : OTHERS;
    const known = added.get(model) ?? NOTHING;
    added.set(model, {
      receipts: known.receipts + 1,
      before: String(BigInt(known.before) + BigInt(before.costNanoUsd ?? 0)),
      after: String(BigInt(known.after) + BigInt(after.costNanoUsd ?? 0)),
      unpricedBefore: known.unpricedBefore + (before.costNanoUsd === null ? 1 : 0),
      unpricedAfter: known.unpricedAfter + (after.costNanoUsd === null ? 1 : 0),
    });
  }
  return Object.fromEntries(added);
}
