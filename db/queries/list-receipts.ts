import { and, type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Filter } from "@/lib/filter";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import type { Db } from "../client";
import { type ReceiptRow, readStored, type UsageLineRow } from "../ingest/read-stored";
import { receipts } from "../schema/receipts";
import { receiptConditions } from "./receipt-conditions";

/** Where a page of receipts ended; the next one starts behind it. */
export type ReceiptCursor = { startedAt: string; id: string };
export type ReceiptPage = { receipts: StoredReceipt[]; next: ReceiptCursor | null };

const dialect = new PgDialect();

/** A page of a filter's receipts, the latest first, by keyset: as fast far down as at the top. */
export async function listReceipts(
  db: Db,
  project: { id: string; timeZone: string },
  filter: Filter,
  page: { limit: number; after: ReceiptCursor | null },
): Promise<ReceiptPage> {
  const behind =
    page.after &&
    sql`(${receipts.startedAt}, ${receipts.id}) < (${page.after.startedAt}::timestamptz, ${page.after.id})`;
  const query = dialect.sqlToQuery(
    sql`select * from ${receipts} where ${and(receiptConditions(project, filter), behind ?? undefined) as SQL}
      order by ${receipts.startedAt} desc, ${receipts.id} desc limit ${page.limit + 1}`,
  );
  const rows = await db.$client.unsafe<ReceiptRow[]>(query.sql, query.params as string[]);
  const shown = rows.slice(0, page.limit);
  const ids = shown.map((row) => row.id);
  const lines = await db.$client<UsageLineRow[]>`
    select * from usage_lines where project_id = ${project.id} and receipt_id = any(${ids}::text[])
    order by receipt_id, position`;
  const linesOf = new Map<string, UsageLineRow[]>();
  for (const line of lines) linesOf.set(line.receipt_id, [...(linesOf.get(line.receipt_id) ?? []), line]);
  const found = shown.map((row) => readStored(row, linesOf.get(row.id) ?? []));
  const last = found.at(-1);
  return {
    receipts: found,
    next: rows.length > page.limit && last ? { startedAt: last.startedAt, id: last.id } : null,
  };
}
