import { and, type SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Filter } from "@/lib/filter";
import type { Arm } from "@/lib/receipts/arm";
import type { CellSums } from "@/lib/receipts/cell";
import { keyOf } from "@/lib/receipts/cell-of";
import type { CapOf } from "@/lib/receipts/cost-caps";
import { ExactSums } from "@/lib/receipts/exact-sums";
import type { ComparisonCell } from "@/lib/verdict/comparison-cell";
import type { Db } from "../client";
import { type ReceiptRow, readStored } from "../ingest/read-stored";
import { armOfReceipt, receiptConditions } from "./receipt-conditions";

/** More receipts than an evaluation may read. */
export class TooManyReceiptsError extends Error {}

export const MAX_EVALUATION_RECEIPTS = 200_000;
const ROWS_AT_A_TIME = 5_000;
const dialect = new PgDialect();

/**
 * One arm's sums by task, read from its receipts, with costs capped as in cells: the clusters of the evaluation design. A run without a task is a
 * cluster of its own.
 *
 * @throws TooManyReceiptsError past `MAX_EVALUATION_RECEIPTS`.
 */
export async function listTaskCells(
  db: Db,
  project: { id: string; timeZone: string },
  filter: Filter,
  arm: Arm,
  capOf: CapOf,
): Promise<ComparisonCell[]> {
  const where = and(receiptConditions(project, filter), armOfReceipt(arm)) as SQL;
  const query = dialect.sqlToQuery(where);
  const cells = new Map<string, { key: Omit<ComparisonCell, keyof CellSums>; sums: ExactSums }>();
  let receipts = 0;
  const cursor = db.$client
    .unsafe<ReceiptRow[]>(
      `select * from receipts where ${query.sql} limit ${MAX_EVALUATION_RECEIPTS + 1}`,
      query.params as string[],
    )
    .cursor(ROWS_AT_A_TIME);
  for await (const rows of cursor) {
    receipts += rows.length;
    if (receipts > MAX_EVALUATION_RECEIPTS) {
      throw new TooManyReceiptsError(
        `An evaluation reads its receipts one by one, at most ${MAX_EVALUATION_RECEIPTS.toLocaleString("en-US")} of each arm. ` +
          "Narrow the dates or the steps, or compare with design=live.",
      );
    }
    for (const row of rows) {
      const receipt = readStored(row, []);
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
    }
  }
  return [...cells.values()].map(({ key, sums }) => ({ ...key, ...sums.sums() }));
}
