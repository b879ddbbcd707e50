import { sql } from "drizzle-orm";
import { bigint, check, index, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "string" });

/**
 * A walk over all receipts of a project that brings them to today's prices or names, or only counts what it would
 * change. `after_id` is where it stands: it moves in the transaction of the receipts, so that it can be stopped anywhere.
 */
export const rewrites = pgTable(
  "rewrites",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    id: text().notNull(),
    kind: text().notNull(),
    status: text().notNull().default("running"),
    afterId: text("after_id").notNull().default(""),
    /** Receipts when it began, as the cells count them. */
    total: bigint({ mode: "number" }).notNull(),
    read: bigint({ mode: "number" }).notNull().default(0),
    changed: bigint({ mode: "number" }).notNull().default(0),
    /** By model: what changes there (lib/pricing/rewrite-sums.ts). */
    sums: jsonb().notNull().default({}),
    /** The price version of the last batch. */
    priceVersion: text("price_version"),
    startedBy: text("started_by").notNull(),
    startedAt: instant("started_at").notNull().defaultNow(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    index("rewrites_by_start").on(table.projectId, table.startedAt),
    check("rewrites_kind", sql`${table.kind} in ('preview', 'prices', 'names')`),
    check("rewrites_status", sql`${table.status} in ('running', 'done', 'cancelled', 'failed')`),
  ],
);
