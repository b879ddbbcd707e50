import { nanoToUsd } from "@/lib/money";
import { verbatim } from "@/lib/wire";
import type { RewriteSums } from "./rewrite-sums";

type Rewrite = {
  id: string;
  kind: string;
  status: string;
  total: number;
  read: number;
  changed: number;
  sums: RewriteSums;
  priceVersion: string | null;
  startedBy: string;
  startedAt: string;
  finishedAt: string | null;
};

/** A rewrite of stored runs as the contract has it (camelCase here): how far it is, and what it changes by model. US$. */
export function wireRewrite(rewrite: Rewrite) {
  const { id, kind, status, total, read, changed, sums, priceVersion, startedBy, startedAt, finishedAt } = rewrite;
  return {
    id,
    of: kind === "names" ? "names" : "prices",
    dryRun: kind === "preview",
    status,
    runs: total,
    read,
    changed,
    priceVersion,
    startedBy,
    startedAt,
    finishedAt: finishedAt && new Date(finishedAt).toISOString(),
    byModel: verbatim(
      Object.fromEntries(
        Object.entries(sums).map(([model, { receipts, before, after, unpricedBefore, unpricedAfter }]) => [
          model,
          {
            runs: receipts,
            before_usd: nanoToUsd(BigInt(before)),
            after_usd: nanoToUsd(BigInt(after)),
            unpriced_before: unpricedBefore,
            unpriced_after: unpricedAfter,
          },
        ]),
      ),
    ),
  };
}
