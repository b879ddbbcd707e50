import type postgres from "postgres";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import { type ReceiptRow, readStored, type UsageLineRow } from "./read-stored";

/** The stored receipts among these ids; `lock` keeps them as they are until the transaction ends. */
export async function listStored(
  sql: postgres.Sql | postgres.TransactionSql,
  projectId: string,
  ids: string[],
  lock: "lock" | "look",
): Promise<Map<string, StoredReceipt>> {
  const rows = await sql<ReceiptRow[]>`
    select * from receipts where project_id = ${projectId} and id = any(${ids}::text[])
    order by id ${lock === "lock" ? sql`for update` : sql``}`;
  const lines = await sql<UsageLineRow[]>`
    select * from usage_lines where project_id = ${projectId} and receipt_id = any(${ids}::text[])
    order by receipt_id, position`;
  const linesOf = new Map<string, UsageLineRow[]>();
  for (const line of lines) linesOf.set(line.receipt_id, [...(linesOf.get(line.receipt_id) ?? []), line]);
  return new Map(rows.map((row) => [row.id, readStored(row, linesOf.get(row.id) ?? [])]));
}
