import { randomBytes } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from "node:fs";
import { chmod, chown, mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { findBinaries } from "./embedded/binaries";
import { findFreePort } from "./embedded/free-port";
import { type RunAs, runAs } from "./embedded/os-user";
import { isAlive, type Postmaster, readPostmaster } from "./embedded/postmaster";
import { collect, exitOf } from "./embedded/process";

export type Embedded = { url: string; stop(): Promise<void> };

export type EmbeddedOptions = {
  /** Where everything lives that outlasts the process. Made if it is not there. */
  dataDir: string;
  /** What to tell the next start that finds the folder in use, our address say. */
  description?: string;
  /** Server settings beside our own, `fsync=off` for a test server say. */
  settings?: Record<string, string>;
};

/** Another process runs on this data folder. */
export class AlreadyRunningError extends Error {}
/** The data folder was written by another major version of PostgreSQL. */
export class OtherServerVersionError extends Error {}

const USER = "payoff";
const DATABASE = "payoff";
/** The lock of a data folder: whoever holds it, on a connection of its own, is the one launcher. */
const LAUNCHER_LOCK = 7_046_102;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const LOCK_TIMEOUT_MS = 3_000;
const LOG_LIMIT_BYTES = 10_000_000;

/**
 * Starts PostgreSQL on a data folder, or takes over the one that a killed launcher left running there.
 *
 * The folder's lock is an advisory lock inside that server, so it is gone in the moment in which its holder is,
 * however that came about. No lock file can go stale.
 *
 * @throws AlreadyRunningError, OtherServerVersionError, or Error in one sentence; the folder is untouched then.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  const cluster = join(dataDir, "postgres");
  const binaries = await findBinaries();
  await mkdir(dataDir, { recursive: true });
  const as = runAs([binaries.postgres, dataDir]);
  await checkVersion(cluster, await collect(as, binaries.postgres, ["--version"]));
  if (!existsSync(join(cluster, "PG_VERSION"))) await makeCluster(as, binaries.initdb, dataDir, cluster);
  const password = readFileSync(join(cluster, "payoff.password"), "utf8").trim();

  const running = readPostmaster(cluster) ?? (await launch(as, binaries.postgres, dataDir, cluster, options.settings));
  const server = `postgres://${USER}:${password}@127.0.0.1:${running.port}`;
  await waitUntilReady(`${server}/postgres`, running, join(dataDir, "postgres.log"));
  await createDatabase(`${server}/postgres`);
  const url = `${server}/${DATABASE}`;
  const lock = await takeLock(url, dataDir);
  await writeFile(
    join(dataDir, "instance.json"),
    JSON.stringify({ pid: process.pid, description: options.description ?? "" }),
  );
  return {
    url,
    async stop() {
      await lock.end({ timeout: 1 });
      await stopPostmaster(running.pid);
    },
  };
}

/** The address of the server that runs on this folder, or null: for commands beside a running Payoff. */
export async function findRunning(folder: string): Promise<string | null> {
  const cluster = join(resolve(folder), "postgres");
  const running = readPostmaster(cluster);
  if (!running) return null;
  const password = readFileSync(join(cluster, "payoff.password"), "utf8").trim();
  return `postgres://${USER}:${password}@127.0.0.1:${running.port}/${DATABASE}`;
}

async function checkVersion(cluster: string, versionLine: string): Promise<void> {
  const path = join(cluster, "PG_VERSION");
  if (!existsSync(path)) return;
  const theirs = readFileSync(path, "utf8").trim();
  const ours = /(\d+)/.exec(versionLine)?.[1];
  if (theirs !== ours) {
    throw new OtherServerVersionError(
      `The data folder ${cluster} belongs to PostgreSQL ${theirs}, and this Payoff brings PostgreSQL ${ours}. ` +
        "Nothing was changed. Start it with the Payoff that made it, or choose another PAYOFF_DATA_DIR.",
    );
  }
}

/** Makes a new cluster beside its place and moves it there whole, so that a kill half-way leaves nothing behind. */
async function makeCluster(as: RunAs, initdb: string, dataDir: string, cluster: string): Promise<void> {
  const draft = join(dataDir, `postgres.new-${process.pid}`);
  await rm(draft, { recursive: true, force: true });
  as.prepareFolder(draft);
  const secret = join(dataDir, `password-${process.pid}`);
  await writeFile(secret, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  const { uid, gid } = await stat(draft);
  await chown(secret, uid, gid);
  try {
    await collect(as, initdb, [
      `--pgdata=${draft}`,
      `--username=${USER}`,
      `--pwfile=${secret}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--data-checksums",
    ]);
    await rename(secret, join(draft, "payoff.password"));
    await chmod(join(draft, "payoff.password"), 0o600);
    await rename(draft, cluster);
  } catch (error) {
    // Two first starts at once: the other one's cluster is as good as ours.
    if (!existsSync(join(cluster, "PG_VERSION"))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(secret, { force: true });
  }
}

async function launch(
  as: RunAs,
  program: string,
  dataDir: string,
  cluster: string,
  extra: Record<string, string> = {},
): Promise<Postmaster> {
  const port = await findFreePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    shared_buffers: "256MB",
    max_wal_size: "2GB",
    ...extra,
  };
  const log = join(dataDir, "postgres.log");
  if (existsSync(log) && statSync(log).size > LOG_LIMIT_BYTES) truncateSync(log);
  const out = openSync(log, "a");
  // Detached: a Ctrl-C in the terminal is for the launcher, which stops the database last.
  const child = as.spawn(
    program,
    [
      "-D",
      cluster,
      "-p",
      String(port),
      ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
    ],
    { detached: true, stdio: ["ignore", out, out], env: { ...process.env, LC_ALL: "C" } },
  );
  closeSync(out);
  child.unref();
  if (child.pid === undefined) throw new Error(`PostgreSQL could not be started: ${await exitOf(child)}`);
  return { pid: child.pid, port };
}

async function waitUntilReady(url: string, running: Postmaster, log: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      // Not up yet: look again until it is, or is gone.
      if (!isAlive(running.pid)) throw new Error(`PostgreSQL stopped while it started; ${log} says why.`);
      if (Date.now() > deadline) {
        throw new Error(`PostgreSQL did not answer within a minute (${(error as Error).message}); see ${log}.`);
      }
      await new Promise((wake) => setTimeout(wake, 100));
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}

async function createDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const known = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (known.length === 0) await sql.unsafe(`create database ${DATABASE}`);
  } catch (error) {
    // 42P04, 23505: another start made it in the meantime.
    if (!["42P04", "23505"].includes((error as { code?: string }).code ?? "")) throw error;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** A connection that holds the folder's lock for as long as it lives. */
async function takeLock(url: string, dataDir: string): Promise<postgres.Sql> {
  const sql = postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {} });
  const deadline = Date.now() + LOCK_TIMEOUT_MS;
  for (;;) {
    const [row] = await sql`select pg_try_advisory_lock(${LAUNCHER_LOCK}) as taken`;
    if (row?.taken) return sql;
    // The server may need a moment to notice that a killed holder is gone.
    if (Date.now() > deadline) break;
    await new Promise((wake) => setTimeout(wake, 200));
  }
  await sql.end({ timeout: 1 });
  throw new AlreadyRunningError(
    `Payoff already runs on the data folder ${dataDir}${whoRuns(dataDir)}. Stop it first, or set PAYOFF_DATA_DIR to another folder.`,
  );
}

function whoRuns(dataDir: string): string {
  try {
    const { pid, description } = JSON.parse(readFileSync(join(dataDir, "instance.json"), "utf8"));
    return ` (process ${pid}${description ? `, ${description}` : ""})`;
  } catch {
    // The note is a courtesy; without it the sentence stands alone.
    return "";
  }
}

/** Fast shutdown: open transactions are rolled back, everything committed is kept. */
async function stopPostmaster(pid: number): Promise<void> {
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  if (isAlive(pid)) process.kill(pid, "SIGINT");
  while (isAlive(pid)) {
    if (Date.now() > deadline) process.kill(pid, "SIGQUIT");
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
