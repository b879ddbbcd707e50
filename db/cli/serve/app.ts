import { setTimeout as sleep } from "node:timers/promises";
import { NEXT } from "../build";
import { runChild } from "../child";

export type AppOptions = {
  dev: boolean;
  port: number;
  /** What a person types into the browser. */
  address: string;
  databaseUrl: string;
  /** The sign-in secret, if it was made just now. */
  secret: string | null;
  stop: AbortSignal;
};

const END_WITH_LAUNCHER = new URL("./end-with-launcher.mjs", import.meta.url).href;
const LONG_UPLOADS = new URL("./long-uploads.mjs", import.meta.url).href;
const LOOK_EVERY_MS = 100;

/** Runs the web server until it is told to stop. @returns false if it ended by itself. */
export async function runApp(options: AppOptions): Promise<boolean> {
  const { dev, port, stop } = options;
  // Before the server: should that fail, the secret is known all the same.
  if (options.secret) console.log(welcome(options.secret));
  const ended = new AbortController();
  announce(options, AbortSignal.any([stop, ended.signal]));
  const code = await runChild(
    process.execPath,
    ["--import", END_WITH_LAUNCHER, "--import", LONG_UPLOADS, NEXT, dev ? "dev" : "start", "--port", String(port)],
    {
      env: {
        NODE_ENV: undefined,
        NEXT_TELEMETRY_DISABLED: "1",
        DATABASE_URL: options.databaseUrl,
        PORT: String(port),
      },
      channel: true,
      stop,
    },
  );
  ended.abort();
  if (stop.aborted) return true;
  console.error(`The web server ended by itself (exit code ${code}): its last words are above.`);
  return false;
}

function welcome(secret: string): string {
  return [
    "",
    "This is the first start. Sign in with this secret, which is not shown again:",
    "",
    `    ${secret}`,
    "",
    "Lost it? `npm run secret` makes a new one.",
    "",
  ].join("\n");
}

/** Prints the address as soon as it answers. */
async function announce(options: AppOptions, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    try {
      const response = await fetch(`http://127.0.0.1:${options.port}/api/health`, { signal: over });
      if (response.ok) {
        console.log(`\nPayoff runs at ${options.address}\nCtrl-C stops it.\n`);
        return;
      }
    } catch {
      // Not up yet, or stopped in the meantime: the loop's condition tells.
    }
    await sleep(LOOK_EVERY_MS);
  }
}
