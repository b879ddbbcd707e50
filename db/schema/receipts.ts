import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { projects } from "./projects";

const count = (name: string) => integer(name);
const tokens = (name: string) => bigint(name, { mode: "number" });
const nanoUsd = (name: string) => bigint(name, { mode: "number" });
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "string" });

/** One run each. null = unknown, never 0. The fields are those of `lib/receipts/receipt.ts`. */
export const receipts = pgTable(
  "receipts",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    id: text().notNull(),
    startedAt: instant("started_at").notNull(),
    /** Start day in the project's time zone; with `unknown`, what places the receipt in its cell. */
    day: date({ mode: "string" }).notNull(),
    durationMs: bigint("duration_ms", { mode: "number" }),
    workflow: text().notNull(),
    step: text().notNull(),
    /** As compared: by the project's aliases. */
    model: text().notNull(),
    effort: text(),
    /** As sent, both of them, where that differs; null where model and effort are what was sent. */
    modelSent: text("model_sent"),
    effortSent: text("effort_sent"),
    serviceTier: text("service_tier"),
    status: text().notNull(),
    taskId: text("task_id"),
    lane: text(),
    harness: text(),
    provider: text(),
    decisionId: text("decision_id"),
    assign: text().notNull().default("switch"),
    policyVersion: integer("policy_version").notNull().default(0),
    uncachedInputTokens: tokens("uncached_input_tokens"),
    cacheReadTokens: tokens("cache_read_tokens"),
    cacheWriteTokens: tokens("cache_write_tokens"),
    outputTokens: tokens("output_tokens"),
    reasoningTokens: tokens("reasoning_tokens"),
    usageSent: jsonb("usage_sent"),
    reportedCostNanoUsd: nanoUsd("reported_cost_nano_usd"),
    computedCostNanoUsd: nanoUsd("computed_cost_nano_usd"),
    costNanoUsd: nanoUsd("cost_nano_usd"),
    costSource: text("cost_source").notNull(),
    priceVersion: text("price_version"),
    toolCalls: count("tool_calls"),
    toolErrors: count("tool_errors"),
    retries: count("retries"),
    validationFailures: count("validation_failures"),
    humanEdits: count("human_edits"),
    humanMilliMinutes: bigint("human_milli_minutes", { mode: "number" }),
    firstPass: boolean("first_pass"),
    stoppedEarly: boolean("stopped_early"),
    stopReason: text("stop_reason"),
    labels: jsonb(),
    /** Bits of the metrics that this receipt does not give: `UNKNOWN` in `lib/receipts/cell.ts`. */
    unknown: smallint().notNull(),
    /** Which file it came from, and where in it; null when it was posted. */
    uploadId: text("upload_id"),
    uploadLine: integer("upload_line"),
    receivedAt: instant("received_at").notNull().defaultNow(),
    amendedAt: instant("amended_at"),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    index("receipts_by_start").on(table.projectId, table.startedAt, table.id),
    // What waits for a review, and the runs of a task that an outcome names.
    index("receipts_pending").on(table.projectId, table.startedAt, table.id).where(sql`${table.status} = 'pending'`),
    index("receipts_by_task").on(table.projectId, table.taskId).where(sql`${table.taskId} is not null`),
    check("receipts_id", sql`length(${table.id}) between 1 and 200`),
    check("receipts_status", sql`${table.status} in ('accepted', 'rejected', 'abandoned', 'errored', 'pending')`),
    check("receipts_tier", sql`${table.serviceTier} in ('standard', 'fast', 'flex', 'batch', 'priority')`),
    check("receipts_assign", sql`${table.assign} in ('switch', 'routed', 'random')`),
    check(
      "receipts_counts",
      sql`least(${table.durationMs}, ${table.toolCalls}, ${table.toolErrors}, ${table.retries}, ${table.validationFailures}, ${table.humanEdits}, ${table.humanMilliMinutes}, ${table.policyVersion}) >= 0`,
    ),
    check(
      "receipts_tokens",
      sql`least(${table.uncachedInputTokens}, ${table.cacheReadTokens}, ${table.cacheWriteTokens}, ${table.outputTokens}, ${table.reasoningTokens}, 0) >= 0`,
    ),
    check(
      "receipts_cost",
      sql`case ${table.costSource}
        when 'reported' then ${table.costNanoUsd} is not null and ${table.costNanoUsd} = ${table.reportedCostNanoUsd}
        when 'computed' then ${table.reportedCostNanoUsd} is null and ${table.costNanoUsd} is not null and ${table.costNanoUsd} = ${table.computedCostNanoUsd} and ${table.priceVersion} is not null
        when 'unpriced' then ${table.costNanoUsd} is null and ${table.reportedCostNanoUsd} is null and ${table.computedCostNanoUsd} is null
        else false end`,
    ),
    check("receipts_cost_sign", sql`least(${table.costNanoUsd}, ${table.computedCostNanoUsd}, 0) >= 0`),
    check("receipts_unknown", sql`${table.unknown} between 0 and 511`),
  ],
);
