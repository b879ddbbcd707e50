import { bigint, foreignKey, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { uploads } from "./uploads";

/** A record of a file that was not taken, where it stands and why. */
export const uploadRejects = pgTable(
  "upload_rejects",
  {
    projectId: text("project_id").notNull(),
    uploadId: text("upload_id").notNull(),
    position: integer().notNull(),
    /** The file in an archive that the line is of; null where the upload is none. */
    file: text(),
    line: bigint({ mode: "number" }).notNull(),
    receiptId: text("receipt_id"),
    /** `[{pointer, code, message}]`, as in the answer. */
    errors: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.uploadId, table.position] }),
    foreignKey({
      columns: [table.projectId, table.uploadId],
      foreignColumns: [uploads.projectId, uploads.id],
    }).onDelete("cascade"),
  ],
);
