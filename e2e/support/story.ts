import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "@playwright/test";
import { API_KEY } from "./api";
import { start } from "./payoff";
import { signIn } from "./sign-in";

/** A server of one's own with the synthetic story, and what a browser needs to be signed in there. */
export type Story = { signedIn: BrowserContextOptions; stop: () => Promise<void> };

export async function startStory(browser: Browser): Promise<Story> {
  const dataDir = mkdtempSync(join(tmpdir(), "payoff-story-"));
  const environment = { DATABASE_URL: "", PAYOFF_URL: "", PAYOFF_DATA_DIR: dataDir, PAYOFF_INIT_API_KEY: API_KEY };
  const seeded = spawnSync(process.execPath, ["db/cli/run.mjs", "seed"], {
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
  if (seeded.status !== 0) throw new Error(`The story could not be loaded:\n${seeded.stdout}${seeded.stderr}`);
  const payoff = await start(environment);
  const context = await browser.newContext({ baseURL: payoff.url });
  await signIn(await context.newPage());
  const storageState = await context.storageState();
  await context.close();
  return {
    signedIn: { baseURL: payoff.url, storageState },
    async stop() {
      payoff.signal("SIGTERM");
      await payoff.ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
