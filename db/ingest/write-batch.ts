import type postgres from "postgres";
import { CellDeltas } from "@/lib/receipts/cell-deltas";
import type { CapOf } from "@/lib/receipts/cost-caps";
import {
  type BatchContext,
  type BatchItem,
  type BatchPlan,
  type Conflict,
  placeReceipt,
  planBatch,
} from "@/lib/receipts/plan-batch";
import type { Receipt } from "@/lib/receipts/receipt";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import { lockCostCaps } from "../cells/cost-cap-lock";
import type { Db } from "../client";
import { createPriceBookReader, type PriceBook } from "../pricing/price-book-reader";
import { receipts } from "../schema/receipts";
import { usageLines } from "../schema/usage-lines";
import { noteInserted } from "../uploads/note-inserted";
import { applyCells } from "./apply-cells";
import { areStored } from "./are-stored";
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
export type Target = { projectId: string; by?: ChangedBy } & Pick<BatchContext, "uploadId" | "dayOf">;
/** What a transaction makes of receipts; `before` is null for a new one. */
type Changes = Pick<BatchPlan, "changes">;

/** What one file or request brings to a transaction. */
export type Portion = { target: Target; items: BatchItem[] };

type Change = BatchPlan["changes"][number];

type ReadBook = ReturnType<typeof createPriceBookReader>;

export type PortionsWriter = {
  write: (portions: Portion[]) => Promise<BatchResult[]>;
  /** What the last transaction priced by; null before the first. */
  lastBook: () => PriceBook | null;
};

const MAX_TRIES = 10;
/** Another batch was in the way: deadlock, serialisation, or a receipt that it inserted first. */
const TRY_AGAIN = new Set(["40P01", "40001", "23505"]);

export type BatchWriter = {
  write: (items: BatchItem[]) => Promise<BatchResult>;
  /** Makes an item of a batch to come. */
  place: (line: number, receipt: Receipt) => BatchItem;
};

/**
 * Writes batches of one file or request, each in a transaction: see `createPortionsWriter`. Most of the work on a new
 * receipt is done by `place` while PostgreSQL takes in the batch before: by the price book of that one, which is
 * nearly always that of the next.
 */
export function createBatchWriter(db: Db, target: Target): BatchWriter {
  const { write, lastBook } = createPortionsWriter(db, target.projectId);
  let context: BatchContext | null = null;
  return {
    write: async (items) => {
      const [result] = await write([{ target, items }]);
      if (!result) throw new Error("a batch has a result");
      return result;
    },
    place(line, receipt) {
      const book = lastBook();
      if (!book) return { line, receipt };
      if (context?.price !== book.price) context = { ...target, ...book, now: "" };
      const placed = placeReceipt(receipt, line, context);
      // It holds all of the receipt: one object less to keep.
      return { line, receipt: placed, placed: { receipt: placed, price: book.price } };
    },
  };
}

/**
 * Writes portions of one project in one transaction: receipts, usage lines and cells together, or nothing. They come to
 * what they would one after the other; each has its own counts.
 *
 * The function that it returns remembers whether the last batch met known ids. While it did not, a batch is copied
 * straight into the table under a savepoint, and only if that meets one, its stored receipts are looked up first.
 */
export function createPortionsWriter(db: Db, projectId: string): PortionsWriter {
  let expectNew = true;
  let book: PriceBook | null = null;
  const reader = createPriceBookReader(projectId);
  const readBook: ReadBook = async (tx) => {
    book = await reader(tx);
    return book;
  };
  const write: PortionsWriter["write"] = async (portions) => {
    const { plans, metKnown } = await inTransaction(db, (tx, tries) =>
      writeOnce(tx, projectId, portions, readBook, expectNew && tries === 1),
    );
    expectNew = !metKnown;
    return plans.map((plan) => ({
      inserted: plan.inserted,
      amended: plan.amended,
      duplicates: plan.duplicates,
      unpriced: plan.changes.filter(({ after }) => after.costSource === "unpriced").length,
      conflicts: plan.conflicts,
    }));
  };
  return { write, lastBook: () => book };
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
  projectId: string,
  portions: Portion[],
  readBook: ReadBook,
  copyFirst: boolean,
): Promise<{ plans: BatchPlan[]; metKnown: boolean }> {
  const now = new Date().toISOString();
  const capOf = await lockCostCaps(tx, projectId);
  const book = await readBook(tx);
  if (copyFirst) {
    const { plans, changes } = planPortions(portions, new Map(), { ...book, now });
    if (await tryCopy(tx, projectId, changes, capOf)) {
      await keepBook(tx, projectId, portions, plans, now);
      return { plans, metKnown: false };
    }
  }
  const sent = portions.flatMap(({ items }) => items.map(({ receipt }) => receipt));
  if (await areStored(tx, projectId, sent)) return { plans: portions.map(nothingNew), metKnown: true };
  const ids = new Set(sent.map(({ id }) => id));
  const stored = await listStored(tx, projectId, [...ids], "lock");
  const { plans, changes } = planPortions(portions, stored, { ...book, now });
  await replaceReceipts(tx, projectId, changes, capOf);
  await keepBook(tx, projectId, portions, plans, now);
  return { plans, metKnown: stored.size > 0 };
}

/** The plan of each portion, the ones before it done, and what they change together. */
function planPortions(
  portions: Portion[],
  stored: Map<string, StoredReceipt>,
  how: Pick<BatchContext, "price" | "compareAs" | "now">,
): { plans: BatchPlan[]; changes: Change[] } {
  const [only, ...others] = portions;
  if (only && others.length === 0) {
    const plan = planBatch(only.items, stored, { ...only.target, ...how });
    return { plans: [plan], changes: plan.changes };
  }
  const known = new Map(stored);
  const changes = new Map<string, Change>();
  const plans = portions.map(({ target, items }) => {
    const plan = planBatch(items, known, { ...target, ...how });
    for (const { after } of plan.changes) {
      known.set(after.id, after);
      changes.set(after.id, { before: stored.get(after.id) ?? null, after });
    }
    return plan;
  });
  return { plans, changes: [...changes.values()] };
}

function nothingNew({ items }: Portion): BatchPlan {
  return { changes: [], inserted: 0, amended: 0, duplicates: items.length, conflicts: [] };
}

/** What each portion inserted, for an undo of its file, and the history of what it changed. */
async function keepBook(
  tx: postgres.TransactionSql,
  projectId: string,
  portions: readonly Portion[],
  plans: readonly BatchPlan[],
  now: string,
): Promise<void> {
  for (const [place, { target }] of portions.entries()) {
    const { uploadId } = target;
    const changes = plans[place]?.changes ?? [];
    const by = target.by ?? { origin: uploadId === null ? "post" : "upload", author: null };
    await insertChanges(tx, projectId, changes, { now, uploadId, by });
    await noteInserted(tx, projectId, uploadId, changes);
  }
}

/** Puts receipts into their new state, with cells and history. Those that are replaced must be locked by now. */
export async function writeChanges(
  tx: postgres.TransactionSql,
  projectId: string,
  plan: Changes,
  { capOf, ...how }: { capOf: CapOf; now: string; uploadId: string | null; by: ChangedBy },
): Promise<void> {
  await replaceReceipts(tx, projectId, plan.changes, capOf);
  await insertChanges(tx, projectId, plan.changes, how);
}

async function replaceReceipts(
  tx: postgres.TransactionSql,
  projectId: string,
  changes: Change[],
  capOf: CapOf,
): Promise<void> {
  const known = changes.filter(({ before }) => before !== null);
  const fresh = changes.filter(({ before }) => before === null);
  const relined = known.filter(({ before, after }) => before?.attempts !== after.attempts);
  // Not taken out and put in again: whoever waits for a row that is gone would find no receipt at all.
  await updateRows(tx, receipts, projectId, RECEIPT_COLUMNS, rowsOf(known).after);
  if (relined.length > 0) {
    const ids = relined.map(({ after }) => after.id);
    await tx`delete from usage_lines where project_id = ${projectId} and receipt_id = any(${ids}::text[])`;
  }
  await insertRows(tx, receipts, projectId, RECEIPT_COLUMNS, rowsOf(fresh).after);
  await insertRows(tx, usageLines, projectId, USAGE_LINE_COLUMNS, rowsOf([...fresh, ...relined]).lines);
  await applyChanges(tx, projectId, changes, capOf);
}

/** False if PostgreSQL refused the rows, since one of the ids was known most likely: then nothing has happened. */
async function tryCopy(
  tx: postgres.TransactionSql,
  projectId: string,
  changes: Change[],
  capOf: CapOf,
): Promise<boolean> {
  const { after, lines } = rowsOf(changes);
  const deltas = new CellDeltas();
  try {
    await tx.savepoint(async (inner) => {
      if (after.length > 0) await copyRows(inner, "receipts", projectId, RECEIPT_COLUMNS, summed(after, deltas, capOf));
      if (lines.length > 0) await copyRows(inner, "usage_lines", projectId, USAGE_LINE_COLUMNS, lines);
    });
  } catch (error) {
    if (error instanceof CopyRefusedError) return false;
    throw error;
  }
  await applyCells(tx, projectId, deltas.sorted());
  return true;
}

/** The same new receipts, which are added up as they are sent: PostgreSQL has work meanwhile. */
function* summed(receipts: StoredReceipt[], deltas: CellDeltas, capOf: CapOf): Generator<StoredReceipt> {
  for (const receipt of receipts) {
    deltas.add(receipt, capOf);
    yield receipt;
  }
}

function rowsOf(changes: Change[]): { after: StoredReceipt[]; lines: UsageLine[] } {
  // In the order of ids, so that two batches with the same new receipts wait for each other only one way round.
  const after = changes.map((change) => change.after).sort((a, b) => (a.id < b.id ? -1 : 1));
  const lines: UsageLine[] = [];
  for (const receipt of after) {
    for (const [position, attempt] of receipt.attempts?.entries() ?? []) {
      lines.push({ receiptId: receipt.id, position, attempt });
    }
  }
  return { after, lines };
}

async function applyChanges(
  tx: postgres.TransactionSql,
  projectId: string,
  changes: Change[],
  capOf: CapOf,
): Promise<void> {
  const deltas = new CellDeltas();
  for (const change of changes) {
    if (change.before) deltas.remove(change.before, capOf);
    deltas.add(change.after, capOf);
  }
  await applyCells(tx, projectId, deltas.sorted());
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
