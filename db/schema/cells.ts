import { sql } from "drizzle-orm";
import { bigint, check, date, integer, numeric, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { projects } from "./projects";

const sum = (name: string) => bigint(name, { mode: "bigint" }).notNull();
/** Beyond 64 bits: money, since a run may cost up to a million dollars, and whatever is squared money or time. */
const wide = (name: string) => numeric(name, { mode: "bigint" }).notNull();
const runs = (name: string) => bigint(name, { mode: "number" }).notNull();

/**
 * The sums that all figures are made of; `lib/receipts/cell.ts` says what each column adds up.
 * Kept by `db/ingest/write-batch.ts` in the transaction of the receipts. An unset key is the empty string.
 */
export const cells = pgTable(
  "cells",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    day: date({ mode: "string" }).notNull(),
    workflow: text().notNull(),
    step: text().notNull(),
    model: text().notNull(),
    effort: text().notNull(),
    serviceTier: text("service_tier").notNull(),
    lane: text().notNull(),
    harness: text().notNull(),
    assign: text().notNull(),
    policyVersion: integer("policy_version").notNull(),
    state: text().notNull(),
    unknown: smallint().notNull(),
    n: runs("n"),
    nAcc: runs("n_acc"),
    nRej: runs("n_rej"),
    nAban: runs("n_aban"),
    nErr: runs("n_err"),
    nFirst: runs("n_first"),
    nStop: runs("n_stop"),
    nStopAcc: runs("n_stop_acc"),
    nCap: runs("n_cap"),
    cSum: wide("c_sum"),
    cSq: wide("c_sq"),
    cAcc: wide("c_acc"),
    cRaw: wide("c_raw"),
    hSum: sum("h_sum"),
    hSq: wide("h_sq"),
    hAcc: sum("h_acc"),
    chSum: wide("ch_sum"),
    rSum: sum("r_sum"),
    rSq: wide("r_sq"),
    eSum: sum("e_sum"),
    eSq: wide("e_sq"),
    tSum: sum("t_sum"),
    tSq: wide("t_sq"),
    vSum: sum("v_sum"),
    vSq: wide("v_sq"),
    uncachedInput: sum("uncached_input"),
    cacheRead: sum("cache_read"),
    cacheWrite: sum("cache_write"),
    output: sum("output"),
    reasoning: sum("reasoning"),
    toolErrors: sum("tool_errors"),
    cMax: sum("c_max"),
  },
  (table) => [
    primaryKey({
      columns: [
        table.projectId,
        table.day,
        table.workflow,
        table.step,
        table.model,
        table.effort,
        table.serviceTier,
        table.lane,
        table.harness,
        table.assign,
        table.policyVersion,
        table.state,
        table.unknown,
      ],
    }),
    check("cells_state", sql`${table.state} in ('resolved', 'pending')`),
    check("cells_unknown", sql`${table.unknown} between 0 and 511`),
    check(
      "cells_statuses",
      sql`${table.nAcc} + ${table.nRej} + ${table.nAban} + ${table.nErr} = case ${table.state} when 'pending' then 0 else ${table.n} end`,
    ),
    check(
      "cells_parts",
      sql`${table.nFirst} <= ${table.n} and ${table.nStop} <= ${table.n} and ${table.nStopAcc} <= least(${table.nStop}, ${table.nAcc}) and ${table.cAcc} <= ${table.cSum} and ${table.hAcc} <= ${table.hSum}`,
    ),
    check("cells_capped", sql`${table.nCap} between 0 and ${table.n} and ${table.cRaw} >= ${table.cSum}`),
    check(
      "cells_signs",
      sql`least(${table.n}, ${table.nAcc}, ${table.nRej}, ${table.nAban}, ${table.nErr}, ${table.nFirst}, ${table.nStop}, ${table.nStopAcc}) >= 0 and least(${table.cSum}, ${table.cSq}, ${table.cAcc}, ${table.hSum}, ${table.hSq}, ${table.hAcc}, ${table.chSum}, ${table.rSum}, ${table.rSq}, ${table.eSum}, ${table.eSq}, ${table.tSum}, ${table.tSq}, ${table.vSum}, ${table.vSq}, ${table.uncachedInput}, ${table.cacheRead}, ${table.cacheWrite}, ${table.output}, ${table.reasoning}, ${table.toolErrors}, ${table.cMax}) >= 0`,
    ),
  ],
);
