import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";

/** The folder of real runs, which is not part of the project; null where it is not there. */
export const sharedData: string | null = (() => {
  const folder = resolve(process.env.PAYOFF_SHARED ?? "../shared", "data");
  return existsSync(join(folder, "runs")) ? folder : null;
})();

export const SKIP_REASON = "the folder of real runs (../shared/data) is not here";

export type RealRun = {
  id: string;
  step: string;
  model: string;
  effort: string | null;
  cost_usd: number | null;
  accepted: boolean | null;
  tool_calls: number | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cached_input_tokens: number | null;
  stopped_early: boolean | null;
  x: Record<string, unknown>;
};

export function runsFile(name: string): string {
  return join(sharedData ?? "", "runs", `${name}.ndjson.gz`);
}

export function readRuns(name: string): RealRun[] {
  const text = gunzipSync(readFileSync(runsFile(name))).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

export function readPublished<T>(name: string): T {
  return JSON.parse(readFileSync(join(sharedData ?? "", "published", `${name}.json`), "utf8"));
}
