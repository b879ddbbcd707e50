import { once } from "node:events";
import type postgres from "postgres";
import { connect } from "@/db/client";

/**
 * All receipts as COPY's text, in the order in which they stand in the table. On a connection of its own, which is
 * given up: the driver (postgres.js 3.4) may leave its socket paused after a COPY to it, and never hear an answer again.
 */
export async function rowsAsText(url: string): Promise<Buffer[]> {
  const { $client: sql } = connect(url, { max: 1 });
  const chunks: Buffer[] = [];
  let small: Buffer[] = [];
  let bytes = 0;
  for await (const row of await sql`copy receipts to stdout`.readable()) {
    small.push(row);
    bytes += row.length;
    if (bytes > 1 << 20) {
      chunks.push(Buffer.concat(small));
      small = [];
      bytes = 0;
    }
  }
  await sql.end({ timeout: 1 });
  return [...chunks, Buffer.concat(small)];
}

/** Milliseconds until ready-made text is in the table and committed. */
export async function rawCopy(sql: postgres.Sql, rows: Buffer[]): Promise<number> {
  const startedAt = performance.now();
  const stream = await sql`copy receipts from stdin`.writable();
  for (const chunk of rows) {
    await new Promise<void>((resolve, fail) => stream.write(chunk, (error) => (error ? fail(error) : resolve())));
  }
  const finished = once(stream, "finish");
  stream.end();
  await finished;
  return performance.now() - startedAt;
}
