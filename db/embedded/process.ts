import type { ChildProcess } from "node:child_process";
import type { RunAs } from "./os-user";

/** Runs a program to its end and returns what it printed. @throws Error with its own words if it fails. */
export async function collect(as: RunAs, program: string, args: string[]): Promise<string> {
  const child = as.spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, LC_ALL: "C" } });
  let out = "";
  let errors = "";
  child.stdout?.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  const end = await exitOf(child);
  if (end !== "code 0") throw new Error(`${program.split("/").at(-1)} failed (${end}): ${errors.trim()}`);
  return out;
}

/** How a process ended: `code 0`, `signal SIGKILL`, or why it did not start. */
export function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((ended) => {
    child.once("error", (error) => ended(error.message));
    child.once("close", (code, signal) => ended(signal ? `signal ${signal}` : `code ${code}`));
  });
}
