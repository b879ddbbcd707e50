import { sql } from "drizzle-orm";
import { bigint, check, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/**
 * Every change of a setting, never amended: what stands in `settings` is where these lead. The last number is the
 * version of a project's settings. A null value is one that was, or became, inherited.
 */
export const settingChanges = pgTable(
  "setting_changes",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    /** 1, 2, 3 … in the project. */
    number: bigint({ mode: "number" }).notNull(),
    workflow: text().notNull(),
    step: text().notNull(),
    name: text().notNull(),
    before: jsonb(),
    after: jsonb(),
    changedAt: timestamp("changed_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
    /** The name of an API key, or that somebody was signed in. */
    changedBy: text("changed_by").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.number] }),
    check("setting_changes_number", sql`${table.number} >= 1`),
    check("setting_changes_scope", sql`(${table.workflow} = '') = (${table.step} = '')`),
    check("setting_changes_change", sql`${table.before} is distinct from ${table.after}`),
  ],
);
