import type postgres from "postgres";
import { CellDeltas } from "@/lib/receipts/cell-deltas";
import type { CapOf } from "@/lib/receipts/cost-caps";
import { type BatchContext, type BatchItem, type BatchPlan, type Conflict, planBatch } from "@/lib/receipts/plan-batch";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import { lockCostCaps } from "../cells/cost-cap-lock";
import type { Db } from "../client";
import { createPriceBookReader } from "../pricing/price-book-reader";
import { receipts } from "../schema/receipts";
import { usageLines } from "../schema/usage-lines";
import { applyCells } from "./apply-cells";
import { CopyRefusedError, copyRows } from "./copy";
import { insertRows } from "./insert-rows";
import { listStored } from "./list-stored";
import { RECEIPT_COLUMNS, USAGE_LINE_COLUMNS, type UsageLine } from "./receipt-columns";

export type BatchResult = {
  inserted: number;
  amended: number;
  duplicates: number;
  /** Inserted or amended receipts that no price is known for. */
  unpriced: number;
  conflicts: Conflict[];
};

export type Target = { projectId: string } & Pick<BatchContext, "uploadId" | "dayOf">;

type ReadBook = ReturnType<typeof createPriceBookReader>;

const MAX_TRIES = 10;
/** Another batch was in the way: deadlock, serialisation, or a receipt that it inserted first. */
const TRY_AGAIN = new Set(["40P01", "40001", "23505"]);

/**
 * Writes batches of one file or request, each in a transaction: receipts, usage lines and cells together, or nothing.
 *
 * The function that it returns remembers whether the last batch met known ids. While it did not, a batch is copied
 * straight into the table under a savepoint, and only if that meets one, its stored receipts are looked up first.
 */
export function createBatchWriter(db: Db, target: Target): (items: BatchItem[]) => Promise<BatchResult> {
  let expectNew = true;
  const readBook = createPriceBookReader(target.projectId);
  return async (items) => {
    for (let tries = 1; ; tries += 1) {
      try {
        const { plan, metKnown } = await db.$client.begin((tx) =>
          writeOnce(tx, target, items, readBook, expectNew && tries === 1),
        );
        expectNew = !metKnown;
        return {
          inserted: plan.inserted,
          amended: plan.amended,
          duplicates: plan.duplicates,
          unpriced: plan.changes.filter(({ after }) => after.costSource === "unpriced").length,
          conflicts: plan.conflicts,
        };
      } catch (error) {
        // The whole batch was rolled back: it can be tried again as it was.
        if (tries === MAX_TRIES || !TRY_AGAIN.has(codeOf(error))) throw error;
      }
    }
  };
}

async function writeOnce(
  tx: postgres.TransactionSql,
  target: Target,
  items: BatchItem[],
  readBook: ReadBook,
  copyFirst: boolean,
): Promise<{ plan: BatchPlan; metKnown: boolean }> {
  const capOf = await lockCostCaps(tx, target.projectId);
  const { price, compareAs } = await readBook(tx);
  const context: BatchContext = { ...target, price, compareAs, now: new Date().toISOString() };
  if (copyFirst) {
    const plan = planBatch(items, new Map(), context);
    if (await tryCopy(tx, target.projectId, plan, capOf)) return { plan, metKnown: false };
  }
  const stored = await listStored(tx, target.projectId, [...new Set(items.map((item) => item.receipt.id))], "lock");
  const plan = planBatch(items, stored, context);
  const replaced = plan.changes.flatMap(({ before }) => (before ? [before.id] : []));
  if (replaced.length > 0) {
    await tx`delete from receipts where project_id = ${target.projectId} and id = any(${replaced}::text[])`;
  }
  const { after, lines } = rowsOf(plan);
  await insertRows(tx, receipts, target.projectId, RECEIPT_COLUMNS, after);
  await insertRows(tx, usageLines, target.projectId, USAGE_LINE_COLUMNS, lines);
  await applyPlan(tx, target.projectId, plan, capOf);
  return { plan, metKnown: stored.size > 0 };
}

/** False if PostgreSQL refused the rows, since one of the ids was known most likely: then nothing has happened. */
async function tryCopy(
  tx: postgres.TransactionSql,
  projectId: string,
  plan: BatchPlan,
  capOf: CapOf,
): Promise<boolean> {
  const { after, lines } = rowsOf(plan);
  try {
    await tx.savepoint(async (inner) => {
      await copyRows(inner, "receipts", projectId, RECEIPT_COLUMNS, after);
      await copyRows(inner, "usage_lines", projectId, USAGE_LINE_COLUMNS, lines);
    });
  } catch (error) {
    if (error instanceof CopyRefusedError) return false;
    throw error;
  }
  await applyPlan(tx, projectId, plan, capOf);
  return true;
}

function rowsOf(plan: BatchPlan): { after: StoredReceipt[]; lines: UsageLine[] } {
  // In the order of ids, so that two batches with the same new receipts wait for each other only one way round.
  const after = plan.changes.map((change) => change.after).sort((a, b) => (a.id < b.id ? -1 : 1));
  const lines = after.flatMap((receipt) =>
    (receipt.attempts ?? []).map((attempt, position) => ({ receiptId: receipt.id, position, attempt })),
  );
  return { after, lines };
}

async function applyPlan(tx: postgres.TransactionSql, projectId: string, plan: BatchPlan, capOf: CapOf): Promise<void> {
  const deltas = new CellDeltas();
  for (const change of plan.changes) {
    if (change.before) deltas.remove(change.before, capOf);
    deltas.add(change.after, capOf);
  }
  await applyCells(tx, projectId, deltas.sorted());
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
