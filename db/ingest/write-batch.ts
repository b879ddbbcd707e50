import type postgres from "postgres";
import { CellDeltas } from "@/lib/receipts/cell-deltas";
import type { CapOf } from "@/lib/receipts/cost-caps";
import { type BatchContext, type BatchItem, type BatchPlan, type Conflict, planBatch } from "@/lib/receipts/plan-batch";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import { lockCostCaps } from "../cells/cost-cap-lock";
import type { Db } from "../client";
import { receipts } from "../schema/receipts";
import { usageLines } from "../schema/usage-lines";
import { noteInserted } from "../uploads/note-inserted";
import { applyCells } from "./apply-cells";
import { CopyRefusedError, copyRows } from "./copy";
import { type ChangedBy, insertChanges } from "./insert-changes";
import { insertRows } from "./insert-rows";
import { listStored } from "./list-stored";
import { RECEIPT_COLUMNS, USAGE_LINE_COLUMNS, type UsageLine } from "./receipt-columns";
import { updateRows } from "./update-rows";

export type BatchResult = {
  inserted: number;
  amended: number;
  duplicates: number;
  /** Inserted or amended receipts that no price is known for. */
  unpriced: number;
  conflicts: Conflict[];
};

/** `by` is for the history of receipts that are changed; by default a post, or the upload, of nobody known. */
export type Target = { projectId: string; by?: ChangedBy } & Omit<BatchContext, "now">;
/** What a transaction makes of receipts; `before` is null for a new one. */
type Changes = Pick<BatchPlan, "changes">;

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
  return async (items) => {
    const { plan, metKnown } = await inTransaction(db, (tx, tries) =>
      writeOnce(tx, target, items, expectNew && tries === 1),
    );
    expectNew = !metKnown;
    return {
      inserted: plan.inserted,
      amended: plan.amended,
      duplicates: plan.duplicates,
      unpriced: plan.changes.filter(({ after }) => after.costSource === "unpriced").length,
      conflicts: plan.conflicts,
    };
  };
}

/** All or nothing, and once more as it was where another batch was in the way. `tries` counts from 1. */
export async function inTransaction<T>(
  db: Db,
  work: (tx: postgres.TransactionSql, tries: number) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      // The driver's own type unwraps arrays of promises, of which there are none here.
      return (await db.$client.begin((tx) => work(tx, tries))) as T;
    } catch (error) {
      if (tries === MAX_TRIES || !TRY_AGAIN.has(codeOf(error))) throw error;
    }
  }
}

async function writeOnce(
  tx: postgres.TransactionSql,
  target: Target,
  items: BatchItem[],
  copyFirst: boolean,
): Promise<{ plan: BatchPlan; metKnown: boolean }> {
  const context: BatchContext = { ...target, now: new Date().toISOString() };
  const capOf = await lockCostCaps(tx, target.projectId);
  if (copyFirst) {
    const plan = planBatch(items, new Map(), context);
    if (await tryCopy(tx, target.projectId, plan, capOf)) {
      await noteInserted(tx, target.projectId, target.uploadId, plan.changes);
      return { plan, metKnown: false };
    }
  }
  const stored = await listStored(tx, target.projectId, [...new Set(items.map((item) => item.receipt.id))], "lock");
  const plan = planBatch(items, stored, context);
  const { uploadId } = target;
  const by = target.by ?? { origin: uploadId === null ? "post" : "upload", author: null };
  await writeChanges(tx, target.projectId, plan, { capOf, now: context.now, uploadId, by });
  await noteInserted(tx, target.projectId, uploadId, plan.changes);
  return { plan, metKnown: stored.size > 0 };
}

/** Puts receipts into their new state, with cells and history. Those that are replaced must be locked by now. */
export async function writeChanges(
  tx: postgres.TransactionSql,
  projectId: string,
  plan: Changes,
  { capOf, ...how }: { capOf: CapOf; now: string; uploadId: string | null; by: ChangedBy },
): Promise<void> {
  const known = plan.changes.filter(({ before }) => before !== null);
  const fresh = plan.changes.filter(({ before }) => before === null);
  const relined = known.filter(({ before, after }) => before?.attempts !== after.attempts);
  // Not taken out and put in again: whoever waits for a row that is gone would find no receipt at all.
  await updateRows(tx, receipts, projectId, RECEIPT_COLUMNS, rowsOf(known).after);
  if (relined.length > 0) {
    const ids = relined.map(({ after }) => after.id);
    await tx`delete from usage_lines where project_id = ${projectId} and receipt_id = any(${ids}::text[])`;
  }
  await insertRows(tx, receipts, projectId, RECEIPT_COLUMNS, rowsOf(fresh).after);
  await insertRows(tx, usageLines, projectId, USAGE_LINE_COLUMNS, rowsOf([...fresh, ...relined]).lines);
  await applyPlan(tx, projectId, plan, capOf);
  await insertChanges(tx, projectId, plan.changes, how);
}

/** False if PostgreSQL refused the rows, since one of the ids was known most likely: then nothing has happened. */
async function tryCopy(
  tx: postgres.TransactionSql,
  projectId: string,
  plan: BatchPlan,
  capOf: CapOf,
): Promise<boolean> {
  const { after, lines } = rowsOf(plan.changes);
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

function rowsOf(changes: BatchPlan["changes"]): { after: StoredReceipt[]; lines: UsageLine[] } {
  // In the order of ids, so that two batches with the same new receipts wait for each other only one way round.
  const after = changes.map((change) => change.after).sort((a, b) => (a.id < b.id ? -1 : 1));
  const lines = after.flatMap((receipt) =>
    (receipt.attempts ?? []).map((attempt, position) => ({ receiptId: receipt.id, position, attempt })),
  );
  return { after, lines };
}

async function applyPlan(tx: postgres.TransactionSql, projectId: string, plan: Changes, capOf: CapOf): Promise<void> {
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
