import { sql } from "drizzle-orm";
import { check, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/** What a name that is sent for a model is compared as. Changed by `db/pricing/save-own-prices.ts` alone. */
export const modelAliases = pgTable(
  "model_aliases",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    sent: text().notNull(),
    model: text().notNull(),
    /** The effort inside the name; null if it holds none. */
    effort: text(),
    savedAt: timestamp("saved_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.sent] }),
    check("model_aliases_other", sql`${table.sent} <> ${table.model} or ${table.effort} is not null`),
  ],
);
