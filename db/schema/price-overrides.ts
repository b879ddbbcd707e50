import { sql } from "drizzle-orm";
import { bigint, check, date, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

const perMillion = (name: string) => bigint(name, { mode: "number" });

/**
 * A project's own price of a model, from a day (UTC) on. Nano-US$ per million tokens; a null cache price is the input
 * price. The empty tier is the standard price. Changed by `db/pricing/save-own-prices.ts` alone.
 */
export const priceOverrides = pgTable(
  "price_overrides",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    model: text().notNull(),
    serviceTier: text("service_tier").notNull().default(""),
    fromDay: date("from_day", { mode: "string" }).notNull(),
    input: perMillion("input_nano_usd_per_million").notNull(),
    cacheRead: perMillion("cache_read_nano_usd_per_million"),
    cacheWrite: perMillion("cache_write_nano_usd_per_million"),
    output: perMillion("output_nano_usd_per_million").notNull(),
    /** Where it comes from, in the words of who set it. */
    note: text().notNull().default(""),
    savedAt: timestamp("saved_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
    savedBy: text("saved_by").notNull().default(""),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.model, table.serviceTier, table.fromDay] }),
    check(
      "price_overrides_signs",
      sql`least(${table.input}, ${table.cacheRead}, ${table.cacheWrite}, ${table.output}) >= 0`,
    ),
    check("price_overrides_tier", sql`${table.serviceTier} in ('', 'fast', 'flex', 'batch', 'priority')`),
  ],
);
