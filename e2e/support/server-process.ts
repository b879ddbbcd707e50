import { execFileSync } from "node:child_process";
import type { Payoff } from "./payoff";

/** Kills the web server and its launcher at once, neither being able to finish anything; its database stays. */
export async function killServer(payoff: Payoff): Promise<void> {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" }).trim().split("\n");
  const servers = rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, parent, command]) => Number(parent) === payoff.pid && !command?.startsWith("postgres"));
  if (servers.length === 0) throw new Error(`the launcher ${payoff.pid} has no server`);
  payoff.signal("SIGKILL");
  for (const [pid] of servers) process.kill(Number(pid), "SIGKILL");
  await payoff.ended;
}
