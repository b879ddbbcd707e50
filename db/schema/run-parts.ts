import { index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/** Pieces of runs that came from foreign formats: a receipt of theirs is made of all its parts (lib/receipts/formats). */
export const runParts = pgTable(
  "run_parts",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    id: text().notNull(),
    /** Id of the receipt that it is a part of. */
    runId: text("run_id").notNull(),
    part: jsonb().notNull(),
    /** The uploads that brought it; an empty text stands for posts. */
    uploadIds: text("upload_ids").array().notNull(),
    /** What single ones of them brought, where that is less than the whole: `{upload id: {runId, part}}`. */
    versions: jsonb(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    index("run_parts_by_run").on(table.projectId, table.runId),
  ],
);
