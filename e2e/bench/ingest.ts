import { connect } from "@/db/client";
import { findRunning } from "@/db/embedded";
import type { Result, Target } from "./bench";
import { rawCopy, rowsAsText } from "./raw-copy";
import { singlePosts } from "./single-posts";
import { uploadLines } from "./upload-lines";

const LINES = Number(process.env.BENCH_LINES ?? 1_000_000);
const REPEATS = Number(process.env.BENCH_REPEATS ?? 3);
const WARM_UP_LINES = 20_000;
const TARGET_OF_COPY = 0.75;

/**
 * A file of a million receipts over HTTP against the COPY of the same rows as ready-made text into the same table of
 * the same PostgreSQL, in turns; the file once more; and single posts. `BENCH_LINES` and `BENCH_REPEATS` make it
 * smaller. The best time of each counts: what else runs on a machine only ever adds.
 */
export async function ingest(target: Target): Promise<Result[]> {
  const url = await findRunning(target.dataDir);
  if (!url) throw new Error("There is no database on the benchmark's folder.");
  const db = connect(url, { max: 2 });
  const sql = db.$client;
  const empty = async () => {
    await sql`truncate receipts, usage_lines, cells, upload_rejects, uploads`;
    await sql`checkpoint`;
  };
  try {
    await uploadLines(target, "bench-warm-up", WARM_UP_LINES);
    await empty();
    await uploadLines(target, "bench-rows", LINES);
    const rows = await rowsAsText(url);
    const [copied, uploaded, again]: number[][] = [[], [], []];
    let touched = 0;
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      await empty();
      copied?.push(await rawCopy(sql, rows));
      await empty();
      uploaded?.push(await timed(() => uploadLines(target, "bench-first", LINES)));
      const before = await cellVersions(sql);
      again?.push(await timed(() => uploadLines(target, "bench-second", LINES, { duplicates: LINES })));
      touched = Math.max(touched, (await cellVersions(sql)) === before ? 0 : 1);
    }
    const [raw, first, second] = [copied, uploaded, again].map((times) => Math.min(...(times ?? [])));
    if (raw === undefined || first === undefined || second === undefined) throw new Error("nothing was measured");
    const rate = (ms: number) => `${Math.round((LINES / ms) * 1_000).toLocaleString("en-US")} a second`;
    const ratio = (value: number, least: number) =>
      `${value.toFixed(2)}, at least ${least}: ${value >= least ? "met" : "FALLS SHORT"}`;
    return [
      { what: `raw COPY of ${LINES} rows`, measured: rate(raw), against: `best of ${REPEATS}` },
      { what: "upload of the same", measured: rate(first), against: ratio(raw / first, TARGET_OF_COPY) },
      { what: "the same file again", measured: rate(second), against: `of the first: ${ratio(first / second, 1)}` },
      { what: "cells that the second one touched", measured: touched === 0 ? "none" : "some", against: "none" },
      ...(await singlePosts(target)),
    ];
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Changes with every write to any cell: the transactions that wrote them, all together. */
async function cellVersions(sql: Parameters<typeof rawCopy>[0]): Promise<string> {
  const [row] = await sql<{ versions: string }[]>`
    select count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) || ' ' || coalesce(max(xmin::text::bigint), 0) as versions
    from cells`;
  return row?.versions ?? "";
}
