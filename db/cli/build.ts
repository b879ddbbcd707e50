import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { runChild } from "./child";
import { sourceHash } from "./source-hash";

/** Inside the build, so that whoever deletes it deletes the claim that it is there. */
const STAMP = join(".next", "payoff-source-hash");

/** Next.js's own command-line program. */
export const NEXT = createRequire(import.meta.url).resolve("next/dist/bin/next");

/**
 * Builds the app unless the build that is there was made from these very sources.
 *
 * @returns false if the build failed; it has said why by then.
 */
export async function buildIfStale(root: string, stop: AbortSignal): Promise<boolean> {
  const stamp = join(root, STAMP);
  // Taken before the build: what changes while it runs makes the next start build again.
  const hash = sourceHash(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return true;
  console.log("Building the app, about a minute …");
  const env = { NODE_ENV: undefined, NEXT_TELEMETRY_DISABLED: "1" };
  const code = await runChild(process.execPath, [NEXT, "build", root], { env, stop });
  if (code === 0) writeFileSync(stamp, hash);
  return code === 0;
}
