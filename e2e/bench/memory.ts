import { execFileSync } from "node:child_process";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Result, Target } from "./bench";
import { ndjsonOfBytes } from "./receipt-lines";

const WARM_UP_BYTES = 20e6;
const DEFAULT_GIGABYTES = 1;
const LOOK_EVERY_MS = 250;
const UPLOAD = "bench-memory";

/**
 * How much resident memory one big upload adds to the web server: the most that was seen while it ran, over what
 * the server had after a small one. `BENCH_GB` sets the size.
 */
export async function memory(target: Target): Promise<Result[]> {
  const gigabytes = Number(process.env.BENCH_GB ?? DEFAULT_GIGABYTES);
  await upload(target, "bench-warm-up", WARM_UP_BYTES);
  await sleep(2_000);
  const before = residentMegabytes(target.pid);
  let most = before;
  let progress = 0;
  let over = false;
  const watch = (async () => {
    while (!over) {
      most = Math.max(most, residentMegabytes(target.pid));
      progress = Math.max(progress, await receivedSoFar(target));
      await sleep(LOOK_EVERY_MS);
    }
  })();
  const startedAt = Date.now();
  const { lines, received } = await upload(target, UPLOAD, gigabytes * 1e9);
  const seconds = (Date.now() - startedAt) / 1_000;
  over = true;
  await watch;
  if (received !== lines) throw new Error(`${lines} lines were sent, and ${received} received`);
  return [
    {
      what: `lines of ${gigabytes} GB NDJSON`,
      measured: `${lines}`,
      against: `${Math.round(lines / seconds)} a second`,
    },
    { what: "memory added at most", measured: `${most - before} MB`, against: `${before} MB before` },
    { what: "progress last seen on the way", measured: `${progress}`, against: `of ${lines}` },
  ];
}

async function upload(target: Target, id: string, bytes: number): Promise<{ lines: number; received: number }> {
  let lines = 0;
  const body = Readable.from(
    ndjsonOfBytes(bytes, (more) => {
      lines += more;
    }),
  );
  const response = await fetch(`${target.url}/api/uploads?filename=bench.ndjson&upload_id=${id}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${target.key}` },
    body: Readable.toWeb(body),
    duplex: "half",
  } as RequestInit);
  const answer = (await response.json()) as { received: number };
  if (response.status !== 201) throw new Error(`The upload was answered ${response.status}: ${JSON.stringify(answer)}`);
  return { lines, received: answer.received };
}

async function receivedSoFar(target: Target): Promise<number> {
  const response = await fetch(`${target.url}/api/uploads/${UPLOAD}`, {
    headers: { Authorization: `Bearer ${target.key}` },
  });
  return response.ok ? ((await response.json()) as { received: number }).received : 0;
}

/** Resident memory of the launcher's descendants that are Node.js: the web server, not the database. In MB. */
function residentMegabytes(launcher: number): number {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss=,comm="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, kilobytes, program]) => ({
      pid,
      parent,
      kilobytes: Number(kilobytes),
      program: program ?? "",
    }));
  const below = (parent: string): typeof rows =>
    rows.filter((row) => row.parent === parent).flatMap((row) => [row, ...below(row.pid ?? "")]);
  const servers = below(String(launcher)).filter(({ program }) => !program.includes("postgres"));
  return Math.round(servers.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1_000);
}
