import { sql } from "drizzle-orm";
import { check, pgTable, primaryKey, text, timestamp, unique } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/** Keys of harnesses and scripts. Only the hash is kept: a key is long and random, so SHA-256 is enough. */
export const apiKeys = pgTable(
  "api_keys",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    id: text().notNull(),
    name: text().notNull(),
    /** SHA-256 of the whole key, hex. */
    hash: text().notNull(),
    scopes: text().array().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
    revokedAt: timestamp("revoked_at", { withTimezone: true, mode: "string" }),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    unique("api_keys_hash").on(table.hash),
    check("api_keys_scopes", sql`${table.scopes} <@ array['ingest', 'read', 'decide', 'admin']`),
  ],
);
