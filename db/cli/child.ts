import { type ChildProcess, spawn } from "node:child_process";

export type ChildOptions = {
  /** Added to our environment; undefined takes a variable out. */
  env?: Record<string, string | undefined>;
  /** Asks the child to stop: SIGINT or SIGTERM first, SIGKILL when the time is over. */
  stop: AbortSignal;
  /** What is sent first. Playwright, say, tidies up on SIGINT only. */
  signal?: "SIGINT" | "SIGTERM";
  graceMs?: number;
  /** Opens a channel that closes when we die, however that comes about. */
  channel?: boolean;
};

const GRACE_MS = 20_000;
/** Process groups, and with them a Ctrl-C that reaches only its addressee, are not Windows's. */
const GROUPS = process.platform !== "win32";

/**
 * Runs a program with our output as its own, in a process group of its own: a Ctrl-C in the terminal is for us,
 * and a child hears of it once, from us.
 *
 * @returns the exit code; 1 if a signal ended it or it could not start.
 */
export function runChild(program: string, args: string[], options: ChildOptions): Promise<number> {
  if (options.stop.aborted) return Promise.resolve(1);
  const child = spawn(program, args, {
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "inherit", "inherit", ...(options.channel ? ["ipc" as const] : [])],
    detached: GROUPS,
  });
  let forced: NodeJS.Timeout | undefined;
  const ask = () => {
    child.kill(options.signal ?? "SIGTERM");
    forced = setTimeout(() => killGroup(child), options.graceMs ?? GRACE_MS);
  };
  options.stop.addEventListener("abort", ask, { once: true });
  return new Promise((ended) => {
    const end = (code: number | null) => {
      clearTimeout(forced);
      options.stop.removeEventListener("abort", ask);
      // What it started goes with it: a worker must not outlive the test run that it belongs to.
      killGroup(child);
      ended(code ?? 1);
    };
    child.once("error", (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      end(1);
    });
    child.once("exit", end);
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(GROUPS ? -child.pid : child.pid, "SIGKILL");
  } catch (error) {
    // ESRCH: nobody is left of it, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
