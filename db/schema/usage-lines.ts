import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { receipts } from "./receipts";

const tokens = (name: string) => bigint(name, { mode: "number" });

/** The attempts inside a run that has several, in their order. */
export const usageLines = pgTable(
  "usage_lines",
  {
    projectId: text("project_id").notNull(),
    receiptId: text("receipt_id").notNull(),
    position: integer().notNull(),
    model: text().notNull(),
    effort: text(),
    uncachedInputTokens: tokens("uncached_input_tokens"),
    cacheReadTokens: tokens("cache_read_tokens"),
    cacheWriteTokens: tokens("cache_write_tokens"),
    outputTokens: tokens("output_tokens"),
    reasoningTokens: tokens("reasoning_tokens"),
    reportedCostNanoUsd: bigint("reported_cost_nano_usd", { mode: "number" }),
    outcome: text(),
    /** Where the attempt is one request; null where it may be several. */
    requestedAt: timestamp("requested_at", { withTimezone: true, mode: "string" }),
    provider: text(),
    serviceTier: text("service_tier"),
    cacheWrite1hTokens: tokens("cache_write_1h_tokens"),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.receiptId, table.position] }),
    foreignKey({
      columns: [table.projectId, table.receiptId],
      foreignColumns: [receipts.projectId, receipts.id],
    }).onDelete("cascade"),
    check(
      "usage_lines_counts",
      sql`least(${table.position}, ${table.uncachedInputTokens}, ${table.cacheReadTokens}, ${table.cacheWriteTokens}, ${table.outputTokens}, ${table.reasoningTokens}, ${table.reportedCostNanoUsd}) >= 0`,
    ),
  ],
);
