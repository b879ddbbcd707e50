import { getTableColumns } from "drizzle-orm";
import type postgres from "postgres";
import type { CellDelta } from "@/lib/receipts/cell-deltas";
import { COUNT_FIELDS, KEY_FIELDS, SUM_FIELDS } from "@/lib/receipts/cell-sums";
import { cells } from "../schema/cells";

const table = getTableColumns(cells);
const ADDITIVE = [...COUNT_FIELDS, ...SUM_FIELDS];
const FIELDS = [...KEY_FIELDS, ...ADDITIVE, "cMax"] as const;
const column = (field: (typeof FIELDS)[number]) => `"${table[field].name}"`;

const KEY_COLUMNS = KEY_FIELDS.map(column);
const COLUMNS = FIELDS.map(column);
/** The deltas as rows: an array a column, whatever their number. Half the work for PostgreSQL that JSON would be. */
const ROWS = `unnest(${FIELDS.map((field, index) => `$${index + 2}::${table[field].getSQLType()}[]`).join(", ")}) as delta(${COLUMNS.join(", ")})`;
const SUMMED = ADDITIVE.map(column).map((name) => `${name} = cell.${name} + delta.${name}`);
const SAME_KEY = KEY_COLUMNS.map((name) => `cell.${name} = delta.${name}`).join(" and ");

const ADD = `
  insert into cells as cell ("project_id", ${COLUMNS.join(", ")})
  select $1, ${COLUMNS.map((name) => `delta.${name}`).join(", ")} from ${ROWS}
  on conflict ("project_id", ${KEY_COLUMNS.join(", ")}) do update set
    ${[...SUMMED, '"c_max" = greatest(cell."c_max", delta."c_max")'].join(", ").replaceAll("delta.", "excluded.")}`;

const CHANGE = `
  update cells as cell set ${[...SUMMED, '"c_max" = greatest(cell."c_max", delta."c_max")'].join(", ")}
  from ${ROWS}
  where cell.project_id = $1 and ${SAME_KEY}
  returning ${KEY_COLUMNS.map((name) => `cell.${name}`).join(", ")}, cell.n, cell.c_max`;

const DELETE_EMPTY = `
  delete from cells as cell using ${ROWS}
  where cell.project_id = $1 and ${SAME_KEY} and cell.n = 0`;

/** The largest cost of a cell, from its receipts; reads one day of them. */
const RECOMPUTE_MAX = `
  update cells as cell set c_max = coalesce((
    select max(receipt.cost_nano_usd) from receipts as receipt
    where receipt.project_id = $1 and receipt.day = cell.day
      and receipt.started_at >= cell.day::timestamp at time zone 'UTC' - interval '1 day'
      and receipt.started_at < cell.day::timestamp at time zone 'UTC' + interval '2 days'
      and receipt.workflow = cell.workflow and receipt.step = cell.step and receipt.model = cell.model
      and coalesce(receipt.effort, '') = cell.effort and coalesce(receipt.service_tier, '') = cell.service_tier
      and coalesce(receipt.lane, '') = cell.lane and coalesce(receipt.harness, '') = cell.harness
      and receipt.assign = cell.assign and receipt.policy_version = cell.policy_version
      and (receipt.status = 'pending') = (cell.state = 'pending') and receipt.unknown = cell.unknown
  ), 0)
  from ${ROWS}
  where cell.project_id = $1 and ${SAME_KEY}`;

/**
 * Changes the cells by exact differences, in the transaction of the receipts and after them. Cells that nothing is
 * left of disappear. A maximum that was taken out is looked up again; everything else adds up.
 */
export async function applyCells(tx: postgres.TransactionSql, projectId: string, deltas: CellDelta[]): Promise<void> {
  const run = (statement: string, of: CellDelta[]) =>
    tx.unsafe(statement, [projectId, ...FIELDS.map((field) => toArray(of, field))], { prepare: true });
  const added = deltas.filter((delta) => !delta.removed);
  const changed = deltas.filter((delta) => delta.removed);
  if (added.length > 0) await run(ADD, added);
  if (changed.length === 0) return;
  const rows = await run(CHANGE, changed);
  if (rows.count !== changed.length) throw new Error("A receipt has no cell: run `npm run db:rebuild`.");
  await run(DELETE_EMPTY, changed);
  const lostMaximum = changed.filter((delta) => delta.maxRemoved > 0);
  if (lostMaximum.length > 0) await run(RECOMPUTE_MAX, lostMaximum);
}

/** One field of all deltas as PostgreSQL writes an array, which is exact for big integers too. */
function toArray(deltas: CellDelta[], field: (typeof FIELDS)[number]): string {
  const values: (string | number | bigint)[] = [];
  for (const { key, sums } of deltas) {
    const value = field in key ? key[field as keyof typeof key] : sums[field as keyof typeof sums];
    values.push(typeof value === "string" ? `"${value.replace(/["\\]/g, "\\$&")}"` : value);
  }
  return `{${values.join(",")}}`;
}
