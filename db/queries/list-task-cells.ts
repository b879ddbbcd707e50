import { and, type SQL } from "drizzle-orm";
import type { Filter } from "@/lib/filter";
import type { Arm } from "@/lib/receipts/arm";
import type { CellSums } from "@/lib/receipts/cell";
import { keyOf } from "@/lib/receipts/cell-of";
import type { CapOf } from "@/lib/receipts/cost-caps";
import { ExactSums } from "@/lib/receipts/exact-sums";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import type { ComparisonCell } from "@/lib/verdict/comparison-cell";
import type { Db } from "../client";
import { armOfReceipt, receiptConditions } from "./receipt-conditions";
import { visitReceipts } from "./visit-receipts";

export const MAX_EVALUATION_RECEIPTS = 200_000;

/**
 * One arm's sums by task, read from its receipts, with costs capped as in cells: the clusters of the evaluation design.
 * A run without a task is a cluster of its own. `reprice` is what each receipt is read as, null as it is.
 *
 * @throws TooManyReceiptsError past `MAX_EVALUATION_RECEIPTS`.
 */
export async function listTaskCells(
  db: Db,
  project: { id: string; timeZone: string },
  filter: Filter,
  arm: Arm,
  capOf: CapOf,
  reprice: ((receipt: StoredReceipt) => StoredReceipt) | null = null,
): Promise<ComparisonCell[]> {
  const where = and(receiptConditions(project, filter), armOfReceipt(arm)) as SQL;
  const cells = new Map<string, { key: Omit<ComparisonCell, keyof CellSums>; sums: ExactSums }>();
  const beyond =
    `An evaluation reads its receipts one by one, at most ${MAX_EVALUATION_RECEIPTS.toLocaleString("en-US")} of each arm. ` +
    "Narrow the dates or the steps, or compare with design=live.";
  const limits = { most: MAX_EVALUATION_RECEIPTS, beyond, attempts: reprice !== null };
  await visitReceipts(db, where, limits, (stored) => {
    const receipt = reprice ? reprice(stored) : stored;
    const cluster = receipt.taskId === null ? `run ${receipt.id}` : `task ${receipt.taskId}`;
    const { workflow, step, state, unknown, assign, policyVersion, day } = keyOf(receipt);
    const text = [workflow, step, cluster, state, unknown, assign, policyVersion].join("\u0001");
    let known = cells.get(text);
    if (!known) {
      known = { key: { workflow, step, cluster, day, state, unknown, assign, policyVersion }, sums: new ExactSums() };
      cells.set(text, known);
    }
    if (day < known.key.day) known.key.day = day;
    known.sums.add(receipt, 1, capOf(receipt));
  });
  return [...cells.values()].map(({ key, sums }) => ({ ...key, ...sums.sums() }));
}
