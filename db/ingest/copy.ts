import { setImmediate } from "node:timers/promises";
import type postgres from "postgres";
import { copyText } from "./copy-text";

export type CopyValue = string | number | boolean | null;
/** The columns of a table that are written, and what of a row goes into each. */
export type CopyColumns<Row> = [column: string, value: (row: Row) => CopyValue][];

/** PostgreSQL refused the rows. Why is for an INSERT of the same rows to say: see `copyRows`. */
export class CopyRefusedError extends Error {}

const TRANSACTION_ABORTED = "25P02";

/**
 * COPYs rows into a table, in PostgreSQL's text format, inside a transaction or savepoint that is lost if it fails.
 *
 * The driver (postgres.js 3.4) tells of an error while it is still sending, but not of one that comes after the last
 * byte: its stream never ends then. So the next statement is asked, which an aborted transaction refuses.
 *
 * @throws CopyRefusedError
 */
export async function copyRows<Row>(
  tx: postgres.TransactionSql,
  table: string,
  projectId: string,
  columns: CopyColumns<Row>,
  rows: Iterable<Row>,
): Promise<void> {
  const names = ["project_id", ...columns.map(([column]) => column)].map((column) => `"${column}"`);
  const stream = await tx.unsafe(`copy "${table}" (${names.join(", ")}) from stdin`).writable();
  let refused = false;
  stream.on("error", () => {
    refused = true;
  });
  for (const chunk of copyText(projectId, columns, rows)) {
    if (refused) break;
    // The driver copies it: its memory is free again once it was written.
    await new Promise<void>((resolve) => stream.write(chunk, () => resolve()));
    // A turn of the event loop, in which a refusal is heard: the rest need not be made then.
    await setImmediate();
  }
  if (!refused) stream.end();
  // The end of the COPY is on its way after this turn of the event loop; the question goes behind it.
  await setImmediate();
  try {
    await tx`select 1`;
  } catch (error) {
    if ((error as { code?: string }).code !== TRANSACTION_ABORTED) throw error;
    throw new CopyRefusedError(`PostgreSQL refused rows of ${table}`);
  }
}
