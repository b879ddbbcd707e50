import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { findRunning } from "@/db/embedded";
import { readPostmaster } from "@/db/embedded/postmaster";
import { type Payoff, start } from "./support/payoff";
import { ndjson, receipt } from "./support/receipts";
import { killServer } from "./support/server-process";
import { openFile } from "./support/slow-file";

const KEY = "pk_faults_0123456789abcdefghijk";
const auth = { Authorization: `Bearer ${KEY}` };
const FILE = 30_000;
/** More than a batch, so that the server has something to commit. */
const PIECE = 6_000;

type Upload = { status: string; received: number; inserted: number };

test.describe("faults", () => {
  test.describe.configure({ mode: "serial", timeout: 120_000 });

  const dataDir = mkdtempSync(join(tmpdir(), "payoff-faults-"));
  const environment = { PAYOFF_DATA_DIR: dataDir, PAYOFF_INIT_API_KEY: KEY };
  const started: Payoff[] = [];
  let payoff: Payoff;

  const startHere = async (change: Record<string, string> = {}) => {
    const one = await start({ ...environment, ...change });
    started.push(one);
    return one;
  };
  const usage = { input_tokens: 1_000, output_tokens: 100 };
  const runs = (workflow: string, from: number, to: number) =>
    `${ndjson(Array.from({ length: to - from }, (_, n) => receipt(`${workflow}-${from + n}`, { workflow, usage })))}\n`;
  const ask = async <T>(path: string, init: RequestInit = {}, of = payoff): Promise<{ status: number; body: T }> => {
    const response = await fetch(`${of.url}${path}`, { ...init, headers: { ...auth, ...init.headers } });
    return { status: response.status, body: (await response.json()) as T };
  };
  const send = (path: string, body: string) => ask<Record<string, unknown>>(path, { method: "POST", body });
  const upload = async (id: string) => (await ask<Upload>(`/api/uploads/${id}`)).body;
  const counted = async (workflow: string) => {
    type Metrics = { rows: { runs: number }[] };
    const { body } = await ask<Metrics>(`/api/metrics?group_by=step&workflow=${workflow}`);
    return body.rows.reduce((sum, row) => sum + row.runs, 0);
  };
  /** Asks the database itself. */
  const query = async <T>(question: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
    const url = await findRunning(dataDir);
    if (!url) throw new Error("no database runs");
    const sql = postgres(url, { max: 1 });
    try {
      return await question(sql);
    } finally {
      await sql.end({ timeout: 1 });
    }
  };
  /** `npm run db:verify`: it fails, with its own words, if a cell is not what the receipts add up to. */
  const verify = async () => {
    const env = { ...process.env, ...environment, DATABASE_URL: "", PAYOFF_URL: "" };
    const { stdout } = await promisify(execFile)(process.execPath, ["db/cli/run.mjs", "verify"], { env });
    expect(stdout).toMatch(/, 0 differences\.$/m);
  };
  /** The first half of a file, of which a part is committed; it goes on by hand. */
  const halfSent = async (id: string, workflow: string) => {
    const file = openFile(payoff, id, auth);
    for (let from = 0; from < FILE / 2; from += PIECE / 2) await file.write(runs(workflow, from, from + PIECE / 2));
    await expect.poll(async () => (await upload(id)).inserted ?? 0, { timeout: 20_000 }).toBeGreaterThan(0);
    return file;
  };
  /** The whole file once more: it adds what is missing and nothing twice. */
  const sendAgain = async (id: string, workflow: string) => {
    const before = await counted(workflow);
    const { status, body } = await send(`/api/uploads?upload_id=${id}`, runs(workflow, 0, FILE));
    expect({ status, ...body }).toMatchObject({
      ...{ status: 201, received: FILE, rejected_count: 0 },
      ...{ inserted: FILE - before, duplicates: before, amended: 0 },
    });
    expect(await counted(workflow)).toBe(FILE);
    expect(await upload(id)).toMatchObject({ status: "done", inserted: FILE - before });
    await verify();
    return before;
  };

  test.beforeAll(async () => {
    payoff = await startHere();
  });
  test.afterAll(async () => {
    for (const one of started) one.signal("SIGTERM");
    await Promise.all(started.map(({ ended }) => ended));
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("killed in the middle of an upload: what was committed is there, and the file sent again adds the rest", async () => {
    const file = await halfSent("killed", "killed");
    const said = await upload("killed");
    await killServer(payoff);
    expect(await file.ended).not.toBeNull();
    payoff = await startHere();
    expect(await counted("killed")).toBeGreaterThanOrEqual(said.inserted);
    await verify();
    const before = await sendAgain("killed", "killed");
    expect(before).toBeLessThan(FILE);
  });

  test("killed in the middle of single posts: all that was answered is there, once", async () => {
    const answered: string[] = [];
    let over = false;
    const posting = Array.from({ length: 8 }, async (_, sender) => {
      for (let n = 0; !over; n += 1) {
        const id = `post-${sender}-${n}`;
        const body = JSON.stringify(receipt(id, { workflow: "posts", usage }));
        const answer = await send("/api/receipts", body).catch(() => null);
        if (answer?.status !== 200) return;
        answered.push(id);
      }
    });
    await expect.poll(() => answered.length, { timeout: 20_000 }).toBeGreaterThan(200);
    await killServer(payoff);
    over = true;
    await Promise.all(posting);
    payoff = await startHere();
    const stored = await query((sql) => sql<{ id: string }[]>`select id from receipts where workflow = 'posts'`);
    const ids = new Set(stored.map(({ id }) => id));
    expect(answered.filter((id) => !ids.has(id))).toEqual([]);
    expect(await counted("posts")).toBe(ids.size);
    expect(ids.size - answered.length, "one post a sender at most was under way").toBeLessThanOrEqual(8);
    await verify();
  });

  test("killed in the middle of a recompute: the next start goes on with it, to the same end", async () => {
    const price = { usd_per_million: { input: 7, output: 11 } };
    const body = JSON.stringify({ overrides: [{ model: "gpt-5.4", from_day: "2026-01-01", ...price }] });
    const headers = { "Content-Type": "application/json", "If-Match": "*" };
    const saved = await ask("/api/prices", { method: "PUT", headers, body });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    const sql = postgres((await findRunning(dataDir)) ?? "", { max: 2 });
    type Rewrite = { status: string; read: number; changed: number };
    const rewrite = async () => {
      const [row] = await sql<Rewrite[]>`select status, read::int, changed::int from rewrites where id = 'killed'`;
      return row;
    };
    const total = FILE + (await counted("posts"));
    // As a server leaves it that is stopped before its first batch.
    await sql`insert into rewrites (project_id, id, kind, total, started_by)
      values ('default', 'killed', 'prices', ${total}, 'e2e')`;
    await sql.begin(async (tx) => {
      // Somebody has a receipt in the middle, so that it stops there for as long as we like.
      await tx`select from receipts where id = (select id from receipts order by id offset ${Math.floor(total / 2)} limit 1) for update`;
      await killServer(payoff);
      payoff = await startHere();
      await expect.poll(async () => (await rewrite())?.read, { timeout: 20_000 }).toBeGreaterThan(0);
      await killServer(payoff);
    });
    const half = await rewrite();
    expect(half?.status).toBe("running");
    expect(half?.read).toBeLessThan(total);
    payoff = await startHere();
    await expect.poll(async () => (await rewrite())?.status, { timeout: 60_000 }).toBe("done");
    expect(await rewrite()).toEqual({ status: "done", read: total, changed: total });
    const costs = await sql`select cost_nano_usd::int as cost, count(*)::int as runs from receipts group by 1`;
    expect([...costs]).toEqual([{ cost: 1_000 * 7_000 + 100 * 11_000, runs: total }]);
    await sql.end({ timeout: 1 });
    await verify();
  });

  test("cancelled through another server on the same database, and sent again", async () => {
    const url = await findRunning(dataDir);
    if (!url) throw new Error("no database runs");
    const other = await startHere({ PAYOFF_DATA_DIR: "", DATABASE_URL: url });
    const file = await halfSent("elsewhere", "elsewhere");
    const cancelled = ask<Upload>("/api/uploads/elsewhere/cancel", { method: "POST" }, other);
    const writing = (async () => {
      for (let from = FILE / 2; from < FILE; from += 500) {
        await file.write(runs("elsewhere", from, from + 500));
        await sleep(100);
      }
    })().catch(() => {});
    expect(await cancelled).toMatchObject({ status: 200, body: { status: "cancelled" } });
    await writing;
    file.breakOff();
    const kept = await counted("elsewhere");
    expect(kept).toBe((await upload("elsewhere")).inserted);
    expect(kept).toBeLessThan(FILE);
    await sendAgain("elsewhere", "elsewhere");
    other.signal("SIGTERM");
    await other.ended;
  });

  test("a connection that breaks half-way keeps what came, and says so", async () => {
    const file = await halfSent("broken", "broken");
    file.breakOff();
    await expect.poll(async () => (await upload("broken")).status, { timeout: 20_000 }).toBe("failed");
    expect(await upload("broken")).toMatchObject({ error: expect.stringContaining("The connection broke") });
    expect(await sendAgain("broken", "broken")).toBe(FILE / 2);
  });

  test("the database is killed in the middle of an upload: it says so, and nothing is half done", async () => {
    const file = await halfSent("database", "database");
    const said = await upload("database");
    const database = readPostmaster(join(dataDir, "postgres"));
    if (!database) throw new Error("no database runs");
    process.kill(database.pid, "SIGKILL");
    await file.write(runs("database", FILE / 2, FILE)).catch(() => {});
    const answer = await file.end().catch((error: Error) => error);
    expect(answer).not.toMatchObject({ status: 201 });
    payoff.signal("SIGTERM");
    await payoff.ended;
    payoff = await startHere();
    expect(await counted("database")).toBeGreaterThanOrEqual(said.inserted);
    await verify();
    await sendAgain("database", "database");
  });
});
