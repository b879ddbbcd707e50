import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import startTestServer from "../testing/server";
import { buildIfStale } from "./build";
import { runChild } from "./child";
import { stopSignal } from "./stop-signal";
import { type Counts, countsLine, NONE, ONE_FAILED, playwrightCounts, sum, vitestCounts } from "./test-run/counts";
import { findChromium } from "./test-run/find-chromium";

const require = createRequire(import.meta.url);
const VITEST = join(dirname(require.resolve("vitest/package.json")), "vitest.mjs");
const PLAYWRIGHT = require.resolve("@playwright/test/cli");
const EXIT_STOPPED = 130;
/** Playwright stops the app, and the app its database, before it ends. */
const PLAYWRIGHT_GRACE_MS = 60_000;

/** What the surroundings may hold, and no test may touch. */
const NO_DATABASE = { DATABASE_URL: undefined };

type Section = { title: string; run: (folder: string, stop: AbortSignal) => Promise<Counts> };

const CHECK: Section = { title: "Check: format, lint, layers, types, dead code", run: check };
const VITEST_TESTS: Section = { title: "Unit and database tests", run: runVitest };
const BUILD: Section = { title: "Build", run: build };
const BROWSER_TESTS: Section = { title: "End-to-end tests in a browser", run: runPlaywright };

/**
 * Everything that can be tested, one after the other, each on databases of its own.
 * Ends with the line `N passed, N failed, N skipped`.
 *
 * @returns the exit code.
 */
export async function runTests(): Promise<number> {
  const stop = stopSignal();
  const folder = mkdtempSync(join(tmpdir(), "payoff-test-run-"));
  const summary: string[] = [];
  const parts: Counts[] = [];
  const runSection = async ({ title, run }: Section): Promise<boolean> => {
    console.log(`\n── ${title}\n`);
    const startedAt = Date.now();
    const counts = await run(folder, stop);
    parts.push(counts);
    summary.push(`${title}: ${countsLine(counts)} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
    return counts.failed === 0;
  };
  try {
    await runSection(CHECK);
    await runSection(VITEST_TESTS);
    if (await runSection(BUILD)) await runSection(BROWSER_TESTS);
    else summary.push(`${BROWSER_TESTS.title}: not run, since there is no build`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (stop.aborted) {
    console.log("\nStopped before the end.");
    return EXIT_STOPPED;
  }
  const all = sum(parts);
  console.log(`\n${summary.join("\n")}\n\n${countsLine(all)}`);
  return all.failed === 0 ? 0 : 1;
}

async function check(_folder: string, stop: AbortSignal): Promise<Counts> {
  const npm = process.env.npm_execpath;
  const [program, ...args] = npm ? [process.execPath, npm] : ["npm"];
  return (await runChild(program ?? "npm", [...args, "run", "--silent", "check"], { stop })) === 0 ? NONE : ONE_FAILED;
}

/** The server is ours, not vitest's, which on a Ctrl-C would leave it running. */
async function runVitest(folder: string, stop: AbortSignal): Promise<Counts> {
  const report = join(folder, "vitest.json");
  const stopServer = await startTestServer();
  try {
    const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const env = { ...NO_DATABASE, TEST_DATABASE_URL: process.env.PAYOFF_TEST_SERVER_URL };
    return vitestCounts(report, await runChild(process.execPath, [VITEST, ...args], { env, stop }));
  } finally {
    await stopServer();
  }
}

async function build(_folder: string, stop: AbortSignal): Promise<Counts> {
  const done = await buildIfStale(process.cwd(), stop);
  if (done) console.log("The build is up to date.");
  return done ? NONE : ONE_FAILED;
}

async function runPlaywright(folder: string, stop: AbortSignal): Promise<Counts> {
  const browser = await findChromium(stop);
  if (!browser.found) {
    console.error(browser.problem);
    return ONE_FAILED;
  }
  console.log(`Browser: ${browser.path ?? "Playwright's own Chromium"}\n`);
  const report = join(folder, "playwright.json");
  const code = await runChild(process.execPath, [PLAYWRIGHT, "test"], {
    env: { ...NO_DATABASE, PAYOFF_CHROMIUM: browser.path ?? undefined, PAYOFF_E2E_JSON: report },
    stop,
    signal: "SIGINT",
    graceMs: PLAYWRIGHT_GRACE_MS,
  });
  return playwrightCounts(report, code);
}
