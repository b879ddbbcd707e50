import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";

export type CopyValue = string | number | boolean | null;

const SPECIAL = /[\\\t\n\r]/;
const ROWS_PER_CHUNK = 1_000;

/**
 * COPYs rows into a table, in PostgreSQL's text format. Inside a transaction, whose error it throws.
 * Built by arrays and `join`: several times faster here than template strings.
 */
export async function copyRows<Row>(
  tx: postgres.TransactionSql,
  table: string,
  projectId: string,
  columns: [column: string, value: (row: Row) => CopyValue][],
  rows: Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = ["project_id", ...columns.map(([column]) => column)].map((column) => `"${column}"`);
  const writable = await tx.unsafe(`copy "${table}" (${names.join(", ")}) from stdin`).writable();
  await pipeline(Readable.from(encode(projectId, columns, rows)), writable);
}

function* encode<Row>(
  projectId: string,
  columns: [column: string, value: (row: Row) => CopyValue][],
  rows: Row[],
): Generator<Buffer> {
  for (let start = 0; start < rows.length; start += ROWS_PER_CHUNK) {
    const lines: string[] = [];
    for (const row of rows.slice(start, start + ROWS_PER_CHUNK)) {
      const fields = [projectId];
      for (const [, value] of columns) fields.push(field(value(row)));
      lines.push(fields.join("\t"));
    }
    yield Buffer.from(`${lines.join("\n")}\n`);
  }
}

function field(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value !== "string") return String(value);
  return SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, escaped) : value;
}

function escaped(character: string): string {
  return { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" }[character] ?? character;
}
