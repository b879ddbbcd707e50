import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "@/db/embedded/free-port";

const START_TIMEOUT_MS = 240_000;
const LOOK_EVERY_MS = 50;

/** One `npm start` of our own, beside whatever else runs. */
export type Payoff = {
  url: string;
  port: number;
  /** Process id of the launcher, or of the npm above it. */
  pid: number;
  /** All that it printed so far. */
  output(): string;
  /** Resolves with the exit code, null after a signal that it did not catch. */
  ended: Promise<number | null>;
  signal(signal: "SIGTERM" | "SIGINT" | "SIGKILL"): void;
};

export type Environment = Record<string, string>;

/** What the surroundings may hold, and what runs here must not hear of. */
const NOTHING: Environment = { DATABASE_URL: "", PAYOFF_URL: "", PAYOFF_DATA_DIR: "", PAYOFF_INIT_API_KEY: "" };

const LAUNCHER: [program: string, ...args: string[]] = [process.execPath, "db/cli/start.mjs"];
/** As a person or a service manager starts it. */
export const BY_NPM: typeof LAUNCHER = ["npm", "start"];

/** Starts the launcher and does not wait: for a start that is to fail. */
export async function launch(environment: Environment, [program, ...args] = LAUNCHER): Promise<Payoff> {
  const port = Number(environment.PORT ?? (await findFreePort()));
  const child = spawn(program, args, {
    env: { ...process.env, ...NOTHING, ...environment, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks: string[] = [];
  child.stdout.on("data", (chunk) => chunks.push(String(chunk)));
  child.stderr.on("data", (chunk) => chunks.push(String(chunk)));
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: pidOf(child),
    output: () => chunks.join(""),
    ended: new Promise((end) => child.once("exit", end)),
    signal: (signal) => void child.kill(signal),
  };
}

/** Starts the launcher and resolves when it has said where it runs. */
export async function start(environment: Environment, command = LAUNCHER): Promise<Payoff> {
  const payoff = await launch(environment, command);
  let over = false;
  payoff.ended.then(() => {
    over = true;
  });
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!payoff.output().includes("Payoff runs at")) {
    if (over || Date.now() > deadline) throw new Error(`Payoff did not start:\n${payoff.output()}`);
    await sleep(LOOK_EVERY_MS);
  }
  return payoff;
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error("it could not be started");
  return child.pid;
}
