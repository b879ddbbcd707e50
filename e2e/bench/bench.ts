import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { start } from "../support/payoff";
import { comparison } from "./comparison";
import { ingest } from "./ingest";
import { memory } from "./memory";

/** A running Payoff of the benchmark's own, on an empty data folder. */
export type Target = { url: string; key: string; pid: number; dataDir: string };
/** What was measured, a line each; the last column says what it is measured against. */
export type Result = { what: string; measured: string; against: string };
export type Benchmark = { needsServer: true; run(target: Target): Promise<Result[]> } | { run(): Promise<Result[]> };

const BENCHMARKS: Record<string, Benchmark> = {
  ingest: { needsServer: true, run: ingest },
  memory: { needsServer: true, run: memory },
  comparison: { run: comparison },
};
const KEY = "pk_bench_0123456789abcdefghijkl";

/** `npm run bench [-- NAME…]`: each on a Payoff of its own where it needs one. @returns the exit code. */
export async function bench(names: string[]): Promise<number> {
  const unknown = names.find((name) => !BENCHMARKS[name]);
  if (unknown) {
    console.error(`There is no benchmark "${unknown}". There are: ${Object.keys(BENCHMARKS).join(", ")}.`);
    return 1;
  }
  const gib = Math.round(totalmem() / 2 ** 30);
  console.log(
    `Node.js ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${gib} GiB of memory\n`,
  );
  for (const name of names.length > 0 ? names : Object.keys(BENCHMARKS)) {
    const measure = BENCHMARKS[name];
    if (!measure) continue;
    console.log(`${name} …`);
    console.table("needsServer" in measure ? await onOwnPayoff(measure.run) : await measure.run());
  }
  return 0;
}

async function onOwnPayoff(measure: (target: Target) => Promise<Result[]>): Promise<Result[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "payoff-bench-"));
  const payoff = await start({ PAYOFF_DATA_DIR: dataDir, PAYOFF_INIT_API_KEY: KEY });
  try {
    return await measure({ url: payoff.url, key: KEY, pid: payoff.pid, dataDir });
  } finally {
    payoff.signal("SIGTERM");
    await payoff.ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
}
