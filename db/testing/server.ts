import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "../embedded";

/** Vitest's global set-up: one PostgreSQL for all test files, in a folder of its own, unless one is named. */
export default async function startTestServer(): Promise<() => Promise<void>> {
  if (process.env.TEST_DATABASE_URL) {
    process.env.PAYOFF_TEST_SERVER_URL = process.env.TEST_DATABASE_URL;
    return async () => {};
  }
  const dataDir = mkdtempSync(join(tmpdir(), "payoff-test-"));
  // Nothing here has to outlive a power cut.
  const server = await startEmbedded({
    dataDir,
    settings: { fsync: "off", full_page_writes: "off", max_connections: "200" },
  });
  process.env.PAYOFF_TEST_SERVER_URL = server.url;
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
