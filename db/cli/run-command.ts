import { readEnvironment } from "@/lib/env";
import { connect, type Db } from "../client";
import { findRunning } from "../embedded";
import { migrate, NewerDatabaseError } from "../migrate";
import { cap } from "./cap";
import { ExpectedError } from "./expected-error";
import { loadEnv } from "./load-env";
import { type OpenDatabase, openEmbedded, openNamed, parseDataDir } from "./open-database";
import { rebuild } from "./rebuild";
import { renew } from "./secret";
import { seed } from "./seed";
import { stopSignal } from "./stop-signal";
import { verify } from "./verify";

/** What a command is given and how it ends: true is exit code 0. */
export type Command = (db: Db, args: string[]) => Promise<boolean>;

const COMMANDS: Record<string, Command> = { cap, verify, rebuild, seed, secret: renew };
const EXIT_STOPPED = 130;

/**
 * Runs one command on the database of DATABASE_URL, else on the embedded one: as it runs, or started for the
 * time of the command.
 *
 * @returns the exit code.
 */
export async function runCommand(name: string, args: string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command) {
    console.error(`There is no command "${name}". There are: ${Object.keys(COMMANDS).join(", ")}.`);
    return 1;
  }
  const stop = stopSignal();
  let database: OpenDatabase | null = null;
  try {
    loadEnv();
    database = await open(name);
    const stopped = new Promise<number>((over) => {
      if (stop.aborted) over(EXIT_STOPPED);
      stop.addEventListener("abort", () => over(EXIT_STOPPED), { once: true });
    });
    return await Promise.race([onDatabase(database.url, command, args), stopped]);
  } catch (error) {
    if (stop.aborted) return EXIT_STOPPED;
    if (!(error instanceof ExpectedError) && !(error instanceof NewerDatabaseError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await database?.close();
  }
}

async function open(name: string): Promise<OpenDatabase> {
  const { databaseUrl } = readEnvironment();
  if (databaseUrl) return openNamed(databaseUrl);
  const dataDir = parseDataDir(process.env.PAYOFF_DATA_DIR);
  const running = await findRunning(dataDir);
  return running ? openNamed(running) : openEmbedded(dataDir, `npm command ${name}`);
}

async function onDatabase(url: string, command: Command, args: string[]): Promise<number> {
  await migrate(url);
  const db = connect(url, { max: 4 });
  try {
    return (await command(db, args)) ? 0 : 1;
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}
