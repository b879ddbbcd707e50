import { and, desc, eq } from "drizzle-orm";
import type { ReceiptChange } from "@/lib/receipts/receipt-change";
import type { Db } from "../client";
import { receiptChanges } from "../schema/receipt-changes";

/** More than a person reads; what a script changes over and over is cut. */
const MAX_CHANGES = 200;

/** The changes of a receipt, the oldest first. Of very many the latest ones, and `cut` says so. */
export async function listReceiptChanges(
  db: Pick<Db, "select">,
  projectId: string,
  receiptId: string,
  limit = MAX_CHANGES,
): Promise<{ changes: ReceiptChange[]; cut: boolean }> {
  const rows = await db
    .select({
      number: receiptChanges.number,
      changedAt: receiptChanges.changedAt,
      origin: receiptChanges.origin,
      author: receiptChanges.author,
      uploadId: receiptChanges.uploadId,
      before: receiptChanges.before,
      after: receiptChanges.after,
    })
    .from(receiptChanges)
    .where(and(eq(receiptChanges.projectId, projectId), eq(receiptChanges.receiptId, receiptId)))
    .orderBy(desc(receiptChanges.number))
    .limit(limit + 1);
  const changes = rows.slice(0, limit).map((row) => ({
    ...row,
    changedAt: new Date(row.changedAt).toISOString(),
    origin: row.origin as ReceiptChange["origin"],
    before: row.before as ReceiptChange["before"],
    after: row.after as ReceiptChange["after"],
  }));
  return { changes: changes.reverse(), cut: rows.length > limit };
}
