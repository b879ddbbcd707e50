import { sql } from "drizzle-orm";
import { bigint, check, index, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/**
 * Every change of a receipt that was there already, never amended itself. It refers to the receipt by name only, so
 * that what was changed can still be told when the receipt is gone.
 */
export const receiptChanges = pgTable(
  "receipt_changes",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    receiptId: text("receipt_id").notNull(),
    /** In the order of the changes of one receipt, since each of them holds it locked; with gaps. */
    number: bigint({ mode: "number" }).generatedAlwaysAsIdentity().notNull(),
    changedAt: timestamp("changed_at", { withTimezone: true, mode: "string" }).notNull(),
    origin: text().notNull(),
    /** The name of an API key, or that somebody was signed in; null where nobody knows. */
    author: text(),
    /** The file that brought the change; null where none did. */
    uploadId: text("upload_id"),
    /** What it was and became: the changed fields alone, by their names in the contract. */
    before: jsonb().notNull(),
    after: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.receiptId, table.number] }),
    index("receipt_changes_by_upload")
      .on(table.projectId, table.uploadId, table.number)
      .where(sql`${table.uploadId} is not null`),
    check(
      "receipt_changes_origin",
      sql`${table.origin} in ('post', 'upload', 'outcomes', 'amend', 'review', 'undo', 'reprice', 'moved')`,
    ),
    check("receipt_changes_change", sql`${table.before} <> ${table.after}`),
  ],
);
