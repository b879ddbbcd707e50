import { getTableColumns } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import type { CopyColumns } from "./copy";
import { jsonRows } from "./insert-rows";

/** UPDATEs rows that are known by `id`, all their columns, as one JSON parameter. Whoever waits for one sees it after. */
export async function updateRows<Row>(
  tx: postgres.TransactionSql,
  table: PgTable,
  projectId: string,
  columns: CopyColumns<Row>,
  rows: Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const types = new Map(Object.values(getTableColumns(table)).map((column) => [column.name, column.getSQLType()]));
  const names = columns.map(([column]) => `"${column}"`);
  const changed = columns.filter(([column]) => column !== "id");
  const done = await tx.unsafe(
    `update "${getTableConfig(table).name}" as stored
     set ${changed.map(([column]) => `"${column}" = row."${column}"::${types.get(column)}`).join(", ")}
     from json_to_recordset($2::json) as row(${names.map((name) => `${name} text`).join(", ")})
     where stored.project_id = $1 and stored.id = row.id`,
    [projectId, jsonRows(columns, rows)],
  );
  if (done.count !== rows.length) throw new Error(`Only ${done.count} of ${rows.length} rows to update were there.`);
}
