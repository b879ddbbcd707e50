import { pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/** Signed-in browsers. The cookie holds the token, this its SHA-256 (hex). */
export const sessions = pgTable("sessions", {
  tokenHash: text("token_hash").primaryKey(),
  projectId: text("project_id")
    .notNull()
    .references(() => projects.id),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  expiresAt: timestamp("expires_at", { withTimezone: true, mode: "string" }).notNull(),
});
