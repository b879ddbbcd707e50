import { sql } from "drizzle-orm";
import { bigint, check, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/**
 * What a run of a step may cost at most in cells' sums; a step without a row has no cap. Changed by
 * `db/cells/set-cost-cap.ts` alone, since cells hold costs capped.
 */
export const costCaps = pgTable(
  "cost_caps",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    workflow: text().notNull(),
    step: text().notNull(),
    capNanoUsd: bigint("cap_nano_usd", { mode: "number" }).notNull(),
    changedAt: timestamp("changed_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.workflow, table.step] }),
    check("cost_caps_positive", sql`${table.capNanoUsd} > 0`),
  ],
);
