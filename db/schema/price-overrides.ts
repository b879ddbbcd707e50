import { sql } from "drizzle-orm";
import { bigint, check, date, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

const perMillion = (name: string) => bigint(name, { mode: "number" });

/** A project's own price of a model, from a day on. Nano-US$ per million tokens; a null cache price is the input price. */
export const priceOverrides = pgTable(
  "price_overrides",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    model: text().notNull(),
    fromDay: date("from_day", { mode: "string" }).notNull(),
    input: perMillion("input_nano_usd_per_million").notNull(),
    cacheRead: perMillion("cache_read_nano_usd_per_million"),
    cacheWrite: perMillion("cache_write_nano_usd_per_million"),
    output: perMillion("output_nano_usd_per_million").notNull(),
    savedAt: timestamp("saved_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.model, table.fromDay] }),
    check(
      "price_overrides_signs",
      sql`least(${table.input}, ${table.cacheRead}, ${table.cacheWrite}, ${table.output}) >= 0`,
    ),
  ],
);
