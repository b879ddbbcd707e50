import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import type { Db } from "../client";
import { type ReceiptRow, readStored, type UsageLineRow } from "../ingest/read-stored";

/** One receipt of a project with its attempts, or null. */
export async function getReceipt(db: Db, projectId: string, id: string): Promise<StoredReceipt | null> {
  const [row] = await db.$client<ReceiptRow[]>`
    select * from receipts where project_id = ${projectId} and id = ${id}`;
  if (!row) return null;
  const lines = await db.$client<UsageLineRow[]>`
    select * from usage_lines where project_id = ${projectId} and receipt_id = ${id} order by position`;
  return readStored(row, lines);
}
