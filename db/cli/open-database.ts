import postgres from "postgres";
import { AlreadyRunningError, OtherServerVersionError, startEmbedded } from "../embedded";
import { ExpectedError } from "./expected-error";
import { NOT_AN_ADDRESS, placeOf, tooOldSentence, troubleSentence } from "./server-trouble";

/** A database that answers, and what to do when it is no longer needed. */
export type OpenDatabase = { url: string; close(): Promise<void> };

const CONNECT_TIMEOUT_S = 10;

/** Where the embedded database lives. @param text `PAYOFF_DATA_DIR` as the environment gives it. */
export function parseDataDir(text: string | undefined): string {
  return text?.trim() || ".payoff";
}

/** The database of DATABASE_URL, looked at before anything is built on it. @throws ExpectedError */
export async function openNamed(url: string): Promise<OpenDatabase> {
  if (placeOf(url) === null) throw new ExpectedError(NOT_AN_ADDRESS);
  let version: number;
  try {
    version = await readVersion(url);
  } catch (error) {
    throw new ExpectedError(troubleSentence(url, error));
  }
  const tooOld = tooOldSentence(url, version);
  if (tooOld) throw new ExpectedError(tooOld);
  return { url, close: async () => {} };
}

/** Our own PostgreSQL on a data folder, started for as long as it is open. @throws ExpectedError */
export async function openEmbedded(dataDir: string, description: string): Promise<OpenDatabase> {
  try {
    const { url, stop } = await startEmbedded({ dataDir, description });
    return { url, close: stop };
  } catch (error) {
    if (error instanceof AlreadyRunningError || error instanceof OtherServerVersionError) {
      throw new ExpectedError(error.message);
    }
    throw new ExpectedError(`The embedded PostgreSQL did not start: ${(error as Error).message}`);
  }
}

async function readVersion(url: string): Promise<number> {
  const sql = postgres(url, { max: 1, connect_timeout: CONNECT_TIMEOUT_S, onnotice: () => {} });
  try {
    const [row] = await sql<{ version: string }[]>`select current_setting('server_version_num') as version`;
    return Number(row?.version);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
