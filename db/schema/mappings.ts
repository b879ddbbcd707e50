import { jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/** How a foreign file's fields become ours, remembered by the kind of file that it was for. */
export const mappings = pgTable(
  "mappings",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    /** SHA-256 of the signature of the file (lib/receipts/file-signature.ts), hex. */
    fieldsHash: text("fields_hash").notNull(),
    mapping: jsonb().notNull(),
    savedAt: timestamp("saved_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.fieldsHash] })],
);
