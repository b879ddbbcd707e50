import { readEnvironment } from "@/lib/env";
import { ensureFirstRun } from "../auth/first-run";
import { connect } from "../client";
import { migrate, NewerDatabaseError } from "../migrate";
import { buildIfStale } from "./build";
import { ExpectedError } from "./expected-error";
import { loadEnv } from "./load-env";
import { openEmbedded, openNamed, parseDataDir } from "./open-database";
import { runApp } from "./serve/app";
import { parsePort, waitForPort } from "./serve/port";
import { stopSignal } from "./stop-signal";

/**
 * The launcher: port, database, build, migrations, server, in this order, so that what can be refused is refused
 * before anything changes; a build under a running Payoff's feet, say.
 *
 * @returns the exit code: 0 if it was asked to stop, 1 if it could not go on.
 */
export async function serve(options: { dev: boolean }): Promise<number> {
  const stop = stopSignal();
  try {
    return (await launch(options.dev, stop)) || stop.aborted ? 0 : 1;
  } catch (error) {
    // Asked to stop half-way: whatever broke, broke because of that.
    if (stop.aborted) return 0;
    if (!(error instanceof ExpectedError)) throw error;
    console.error(error.message);
    return 1;
  }
}

/** @returns true if all went well. */
async function launch(dev: boolean, stop: AbortSignal): Promise<boolean> {
  loadEnv();
  const port = parsePort(process.env.PORT);
  const { databaseUrl, initApiKey, publicUrl } = readEnvironment();
  await waitForPort(port);
  const address = publicUrl ?? `http://localhost:${port}`;
  const database = databaseUrl
    ? await openNamed(databaseUrl)
    : await openEmbedded(parseDataDir(process.env.PAYOFF_DATA_DIR), address);
  try {
    if (stop.aborted) return true;
    if (!dev && !(await buildIfStale(process.cwd(), stop))) {
      if (!stop.aborted) console.error("The app could not be built: the message above says why.");
      return false;
    }
    const secret = await prepare(database.url, initApiKey);
    return await runApp({ dev, port, address, databaseUrl: database.url, secret, stop });
  } finally {
    await database.close();
  }
}

/** Brings the database up to this build. @returns the sign-in secret, on the very first start only. */
async function prepare(url: string, initApiKey: string | null): Promise<string | null> {
  try {
    await migrate(url);
  } catch (error) {
    if (error instanceof NewerDatabaseError) throw new ExpectedError(error.message);
    throw error;
  }
  const db = connect(url, { max: 1 });
  try {
    return (await ensureFirstRun(db, { initApiKey })).secret;
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}
