import { sql } from "drizzle-orm";
import { bigint, check, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/**
 * Every change of own prices and model names, and every rewrite of receipts by them, never amended. The last number
 * is the version that computed costs name (`own-12`).
 */
export const priceChanges = pgTable(
  "price_changes",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    /** 1, 2, 3 … in the project. */
    number: bigint({ mode: "number" }).notNull(),
    kind: text().notNull(),
    /** The model of a price, or the name that was sent; empty for a rewrite. */
    model: text().notNull(),
    /** null is none. */
    before: jsonb(),
    after: jsonb(),
    changedAt: timestamp("changed_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
    changedBy: text("changed_by").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.number] }),
    check("price_changes_kind", sql`${table.kind} in ('override', 'alias', 'rewrite')`),
  ],
);
