import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { findFreePort } from "./db/embedded/free-port";

// This file is read once more in every worker: what the first reading has chosen stands in the environment.
const port = await chosen("PAYOFF_E2E_PORT", async () => String(await findFreePort()));
const dataDir = await chosen("PAYOFF_E2E_DATA_DIR", async () => {
  const folder = mkdtempSync(join(tmpdir(), "payoff-e2e-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
});
const apiKey = await chosen("PAYOFF_E2E_API_KEY", async () => `e2e_${randomBytes(24).toString("base64url")}`);
// The specs know it by this name.
process.env.PAYOFF_INIT_API_KEY = apiKey;

const executablePath = process.env.PAYOFF_CHROMIUM || undefined;
const jsonFile = process.env.PAYOFF_E2E_JSON;
const baseURL = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  // One server and one database for all: two at a time is what two cores carry.
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: jsonFile ? [["list"], ["json", { outputFile: jsonFile }]] : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    screenshot: "only-on-failure",
    trace: "off",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "node db/cli/start.mjs",
    url: `${baseURL}/api/health`,
    // Everything that the surroundings might set otherwise, a `.env` included: these tests have a database of their own.
    env: {
      PORT: port,
      PAYOFF_DATA_DIR: dataDir,
      PAYOFF_INIT_API_KEY: apiKey,
      PAYOFF_URL: "",
      DATABASE_URL: "",
    },
    reuseExistingServer: false,
    // With the build, where it is stale.
    timeout: 240_000,
    stdout: "pipe",
    stderr: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
  },
});

async function chosen(name: string, choose: () => Promise<string>): Promise<string> {
  const value = process.env[name] || (await choose());
  process.env[name] = value;
  return value;
}
