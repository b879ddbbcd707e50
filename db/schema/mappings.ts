import { jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/** How a foreign file's fields become ours, remembered by the field names of the file. */
export const mappings = pgTable(
  "mappings",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    /** SHA-256 of the sorted field names, hex. */
    fieldsHash: text("fields_hash").notNull(),
    mapping: jsonb().notNull(),
    savedAt: timestamp("saved_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.fieldsHash] })],
);
