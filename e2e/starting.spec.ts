import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { findRunning } from "@/db/embedded";
import { findFreePort } from "@/db/embedded/free-port";
import { isAlive, readPostmaster } from "@/db/embedded/postmaster";
import { BY_NPM, launch, type Payoff, start } from "./support/payoff";
import { receipt } from "./support/receipts";

const KEY = "pk_starting_0123456789abcdefghij";
const auth = { Authorization: `Bearer ${KEY}` };

test.describe("starting and stopping", () => {
  test.describe.configure({ mode: "serial", timeout: 120_000 });

  const dataDir = mkdtempSync(join(tmpdir(), "payoff-starting-"));
  const cluster = join(dataDir, "postgres");
  const environment = { PAYOFF_DATA_DIR: dataDir, PAYOFF_INIT_API_KEY: KEY };
  const started: Payoff[] = [];
  const startHere = async () => {
    const payoff = await start(environment);
    started.push(payoff);
    return payoff;
  };
  const stop = async (payoff: Payoff) => {
    payoff.signal("SIGTERM");
    return payoff.ended;
  };
  /** Starts where it must not come up, and gives what it said. */
  const refusal = async (change: Record<string, string>) => {
    const payoff = await launch({ ...environment, ...change });
    started.push(payoff);
    expect(await payoff.ended, payoff.output()).toBe(1);
    expect(payoff.output()).not.toMatch(/^\s+at /m);
    return payoff.output();
  };
  const send = (payoff: Payoff, id: string) =>
    fetch(`${payoff.url}/api/receipts`, {
      method: "POST",
      headers: { ...auth, "Content-Type": "application/json" },
      body: JSON.stringify(receipt(id)),
    });
  const runs = async (payoff: Payoff) => {
    const response = await fetch(`${payoff.url}/api/metrics?group_by=model`, { headers: auth });
    const { rows } = (await response.json()) as { rows: { runs: number }[] };
    return rows.reduce((sum, row) => sum + row.runs, 0);
  };

  test.afterAll(async () => {
    for (const payoff of started) payoff.signal("SIGTERM");
    await Promise.all(started.map(({ ended }) => ended));
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("the first start says how to sign in, and no later one does; SIGTERM stops server and database", async () => {
    const first = await startHere();
    expect(first.output()).toMatch(/first start[\s\S]*signin_[\w-]{43}\s/);
    expect((await send(first, "before-the-stop")).status).toBe(200);
    const database = readPostmaster(cluster);
    expect(await stop(first)).toBe(0);
    expect(database && isAlive(database.pid)).toBe(false);
    await expect(fetch(`${first.url}/api/health`)).rejects.toThrow();

    const second = await startHere();
    expect(second.output()).not.toContain("signin_");
    expect(await runs(second)).toBe(1);
  });

  test("a second start on one data folder names the first, which goes on", async () => {
    const [, running] = started;
    if (!running) throw new Error("the test before left none running");
    const said = await refusal({});
    expect(said).toContain(`already runs on the data folder ${dataDir}`);
    expect(said).toContain(`process ${running.pid}`);
    expect((await send(running, "after-the-second-start")).status).toBe(200);
  });

  test("killed, it leaves no server behind, and the next start has all that was acknowledged", async () => {
    const [, running] = started;
    if (!running) throw new Error("the test before left none running");
    running.signal("SIGKILL");
    await running.ended;
    await expect(async () => {
      await expect(fetch(`${running.url}/api/health`)).rejects.toThrow();
    }).toPass({ timeout: 15_000 });
    const next = await startHere();
    expect(await runs(next)).toBe(2);
    expect(await stop(next)).toBe(0);
  });

  test("killed together with its database, it starts again", async () => {
    const doomed = await startHere();
    expect((await send(doomed, "before-the-kill")).status).toBe(200);
    const database = readPostmaster(cluster);
    if (!database) throw new Error("no database runs");
    process.kill(database.pid, "SIGKILL");
    doomed.signal("SIGKILL");
    await doomed.ended;
    const next = await startHere();
    expect(await runs(next)).toBe(3);
    expect(await stop(next)).toBe(0);
  });

  test("SIGTERM for npm alone stops all that it started", async () => {
    const throughNpm = await start(environment, BY_NPM);
    started.push(throughNpm);
    const database = readPostmaster(cluster);
    throughNpm.signal("SIGTERM");
    await throughNpm.ended;
    await expect(async () => {
      await expect(fetch(`${throughNpm.url}/api/health`)).rejects.toThrow();
      expect(database && isAlive(database.pid)).toBe(false);
    }).toPass({ timeout: 20_000 });
  });

  test("a port in use is named, with a way out", async () => {
    const port = await findFreePort();
    const other = createServer().listen(port, "127.0.0.1");
    try {
      expect(await refusal({ PORT: String(port) })).toContain(`Port ${port} is in use by another program`);
    } finally {
      other.close();
    }
  });

  test("a database that cannot be reached is a sentence without the password", async () => {
    const port = await findFreePort();
    const said = await refusal({ DATABASE_URL: `postgres://payoff:hunter2@127.0.0.1:${port}/payoff` });
    expect(said).toContain(`127.0.0.1:${port}/payoff, cannot be used: nothing listens there`);
    expect(said).not.toContain("hunter2");
  });

  test("data of a newer Payoff is refused and left as it was", async () => {
    const newer = await startHere();
    const url = await findRunning(dataDir);
    if (!url) throw new Error("no database runs");
    const sql = postgres(url, { max: 1 });
    await sql`insert into payoff_migrations (name) values ('9999_from_the_future.sql')`;
    await sql.end();
    expect(await stop(newer)).toBe(0);
    expect(await refusal({})).toContain("made by a newer Payoff");
  });

  test("data of another PostgreSQL is refused and left as it was", async () => {
    const file = join(cluster, "PG_VERSION");
    const own = readFileSync(file, "utf8");
    writeFileSync(file, "99\n");
    expect(await refusal({})).toContain("belongs to PostgreSQL 99");
    expect(readFileSync(file, "utf8")).toBe("99\n");
    writeFileSync(file, own);
  });
});
