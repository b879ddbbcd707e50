import { getTableColumns, type SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import type { Db } from "../client";
import { type ReceiptRow, readStored, type UsageLineRow } from "../ingest/read-stored";
import { isCanceled } from "../is-canceled";
import { receipts } from "../schema/receipts";

/** More receipts than figures may be made of one by one, or none found in time. */
export class TooManyReceiptsError extends Error {}

const ROWS_AT_A_TIME = 5_000;
/** Runs that are rare among a great many receipts would be searched for longer than a page may take. */
const TIMEOUT_MS = 20_000;
const dialect = new PgDialect();

/** What neither a sum nor a price reads. */
const LEFT_OUT = ["usage_sent", "labels"];
const COLUMNS = Object.values(getTableColumns(receipts))
  .map(({ name }) => name)
  .filter((name) => !LEFT_OUT.includes(name))
  .map((name) => `receipts."${name}"`)
  .join(", ");
const ATTEMPTS = `(
  select json_agg(line order by line.position) from usage_lines line
  where line.project_id = receipts.project_id and line.receipt_id = receipts.id) as attempts`;

type Row = ReceiptRow & { attempts?: UsageLineRow[] | null };

/**
 * Visits receipts one by one, in one snapshot and through a cursor, so that memory does not grow with them; without
 * labels and the usage object that was sent, and with attempts where those are asked for.
 *
 * @throws TooManyReceiptsError, saying `beyond`, past `most` of them, or where the search takes too long.
 */
export async function visitReceipts(
  db: Db,
  where: SQL,
  { most, beyond, attempts }: { most: number; beyond: string; attempts: boolean },
  visit: (receipt: StoredReceipt) => void,
): Promise<void> {
  const query = dialect.sqlToQuery(where);
  try {
    await db.$client.begin("isolation level repeatable read read only", async (tx) => {
      await tx.unsafe(`set local statement_timeout = ${TIMEOUT_MS}`);
      const columns = attempts ? `${COLUMNS}, ${ATTEMPTS}` : COLUMNS;
      let read = 0;
      const cursor = tx
        .unsafe<Row[]>(`select ${columns} from receipts where ${query.sql} limit ${most + 1}`, query.params as string[])
        .cursor(ROWS_AT_A_TIME);
      for await (const rows of cursor) {
        read += rows.length;
        if (read > most) throw new TooManyReceiptsError(beyond);
        for (const row of rows) visit(readStored(row, row.attempts ?? []));
      }
    });
  } catch (error) {
    if (!isCanceled(error)) throw error;
    throw new TooManyReceiptsError(
      "Finding these runs among all receipts took too long: narrow the dates or the steps.",
    );
  }
}
