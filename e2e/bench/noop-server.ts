import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findFreePort } from "@/db/embedded/free-port";

const NEXT = createRequire(import.meta.url).resolve("next/dist/bin/next");
const FOLDER = fileURLToPath(new URL("./noop/", import.meta.url));
const ENVIRONMENT = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
const START_TIMEOUT_MS = 60_000;

/**
 * An app of its own with one route, which parses a receipt's JSON and answers: what single posts are measured against.
 * Beside the product, so that nothing of the benchmark ships in it; the same Next.js, built for production.
 */
export async function startNoop(): Promise<{ url: string; stop(): Promise<void> }> {
  if (!existsSync(join(FOLDER, ".next", "BUILD_ID"))) {
    execFileSync(process.execPath, [NEXT, "build", FOLDER], { env: ENVIRONMENT, stdio: "ignore" });
  }
  const port = await findFreePort();
  const child = spawn(process.execPath, [NEXT, "start", FOLDER, "-p", String(port), "-H", "127.0.0.1"], {
    env: ENVIRONMENT,
    stdio: "ignore",
  });
  const ended = new Promise<void>((end) => child.once("exit", () => end()));
  const url = `http://127.0.0.1:${port}`;
  await waitFor(url, child);
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function waitFor(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const answer = await fetch(`${url}/receipts`, { method: "POST", body: "{}" }).catch(() => null);
    if (answer?.ok) return;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error("The no-op server did not start.");
    await sleep(100);
  }
}
