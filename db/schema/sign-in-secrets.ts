import { pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/** The secret that opens the pages of a project, printed once at the first start. SHA-256, hex. */
export const signInSecrets = pgTable("sign_in_secrets", {
  projectId: text("project_id")
    .primaryKey()
    .references(() => projects.id),
  hash: text().notNull().unique(),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
});
