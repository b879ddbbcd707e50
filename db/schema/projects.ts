import { sql } from "drizzle-orm";
import { check, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** The unit of access. Every other table of a project is led by its id. */
export const projects = pgTable(
  "projects",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** IANA name. Days of cells are days of this zone; a change needs `npm run db:rebuild`. */
    timeZone: text("time_zone").notNull().default("UTC"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  },
  (table) => [check("projects_id", sql`${table.id} ~ '^[a-z0-9][a-z0-9-]{0,39}$'`)],
);
