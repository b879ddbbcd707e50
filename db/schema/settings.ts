import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/**
 * What a project has set for itself, by name; what is not here is inherited: a step's from the project, the project's
 * from the defaults in `lib/verdict`. The project's own rows have the empty string for workflow and step.
 */
export const settings = pgTable(
  "settings",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    workflow: text().notNull().default(""),
    step: text().notNull().default(""),
    name: text().notNull(),
    value: jsonb().notNull(),
    changedAt: timestamp("changed_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.workflow, table.step, table.name] }),
    check("settings_scope", sql`(${table.workflow} = '') = (${table.step} = '')`),
  ],
);
