import { jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/** What a project has set for itself, by name; what is not here has its default in `lib/verdict`. */
export const settings = pgTable(
  "settings",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    value: jsonb().notNull(),
    changedAt: timestamp("changed_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.name] })],
);
