import { getTableColumns } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import type { CopyColumns } from "./copy";

/** INSERTs rows as one JSON parameter: slower than COPY, and with PostgreSQL's own error if it refuses them. */
export async function insertRows<Row>(
  tx: postgres.TransactionSql,
  table: PgTable,
  projectId: string,
  columns: CopyColumns<Row>,
  rows: Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const types = new Map(Object.values(getTableColumns(table)).map((column) => [column.name, column.getSQLType()]));
  const names = columns.map(([column]) => `"${column}"`);
  const casts = columns.map(([column]) => `row."${column}"::${types.get(column)}`);
  await tx.unsafe(
    `insert into "${getTableConfig(table).name}" ("project_id", ${names.join(", ")})
     select $1, ${casts.join(", ")}
     from json_to_recordset($2::json) as row(${names.map((name) => `${name} text`).join(", ")})`,
    [projectId, jsonRows(columns, rows)],
  );
}

/** Rows as JSON objects of texts, by column. */
export function jsonRows<Row>(columns: CopyColumns<Row>, rows: Row[]): string {
  return JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        columns.map(([column, value]) => {
          const given = value(row);
          return [column, given === null ? null : String(given)];
        }),
      ),
    ),
  );
}
