import type postgres from "postgres";
import { type CapOf, capsByStep } from "@/lib/receipts/cost-caps";
import { listCostCaps } from "../queries/list-cost-caps";

/** First half of the lock's key; the second is the project. */
const COST_CAPS = 7_205;

/**
 * The cost caps that a batch has to be added up with, held as they are until its transaction ends: writers share the
 * lock, and who changes a cap has it alone. Without it a batch could read a cap, another transaction change it and
 * convert all cells that it sees, and the batch then add itself at the old cap: cells half capped.
 *
 * The caps are read after the lock, in a statement of their own, so that they are what the last change committed. An
 * advisory lock rather than a row's: it queues, so that a change is not put off for as long as batches overlap, and
 * writes nothing. Two projects with the same hash only wait for each other.
 */
export async function lockCostCaps(tx: postgres.TransactionSql, projectId: string): Promise<CapOf> {
  await tx`select pg_advisory_xact_lock_shared(${COST_CAPS}, hashtext(${projectId}))`;
  return capsByStep(await listCostCaps(tx, projectId));
}

/** Waits for every batch that is being written, and lets no other begin until the transaction ends. */
export async function lockOutWriters(tx: postgres.TransactionSql, projectId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(${COST_CAPS}, hashtext(${projectId}))`;
}
