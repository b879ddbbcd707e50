import { bigint, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

/**
 * Which receipts an upload inserted, a row a batch, written in the batch's transaction: what an undo removes. The
 * receipts' own `upload_id` does not tell, since a later file that amends a receipt takes its place; and a row a batch
 * costs less than an index with an entry a receipt. It refers to uploads and receipts by name only.
 */
export const uploadInserts = pgTable(
  "upload_inserts",
  {
    projectId: text("project_id").notNull(),
    uploadId: text("upload_id").notNull(),
    number: bigint({ mode: "number" }).generatedAlwaysAsIdentity().notNull(),
    receiptIds: text("receipt_ids").array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.uploadId, table.number] })],
);
