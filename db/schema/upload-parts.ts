import { bigint, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

/**
 * Which parts of runs an upload brought, a row a batch, written in the batch's transaction: where an undo finds them.
 * A row a batch costs less than an index over `run_parts.upload_ids`. It refers to uploads and parts by name only.
 */
export const uploadParts = pgTable(
  "upload_parts",
  {
    projectId: text("project_id").notNull(),
    uploadId: text("upload_id").notNull(),
    number: bigint({ mode: "number" }).generatedAlwaysAsIdentity().notNull(),
    partIds: text("part_ids").array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.uploadId, table.number] })],
);
