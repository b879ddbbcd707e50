import { Agent, request } from "node:http";
import type { Result, Target } from "./bench";
import { startNoop } from "./noop-server";
import { receiptLine } from "./receipt-lines";

const CONNECTIONS = 32;
const POSTS = Number(process.env.BENCH_POSTS ?? 10_000);
const REPEATS = 3;
const FIRST = 1_000_000_000;
const TARGET_OF_NOOP = 0.6;
const MOST_P99 = 5;

type Run = { rate: number; p50: number; p99: number };

/**
 * Receipts one by one over 32 connections, in turns with a route that only parses them. The best run of each counts.
 * `BENCH_POSTS` is how many a turn sends, 0 for none.
 */
export async function singlePosts(target: Target): Promise<Result[]> {
  if (POSTS === 0) return [];
  const noop = await startNoop();
  const runs: Record<"ours" | "noop", Run[]> = { ours: [], noop: [] };
  try {
    // The first turn warms both up.
    for (let turn = 0; turn <= REPEATS; turn += 1) {
      const first = FIRST + turn * POSTS;
      const bare = await post(`${noop.url}/receipts`, target.key, first);
      const own = await post(`${target.url}/api/receipts`, target.key, first);
      if (turn === 0) continue;
      runs.noop.push(bare);
      runs.ours.push(own);
    }
  } finally {
    await noop.stop();
  }
  const [ours, bare] = [best(runs.ours), best(runs.noop)];
  const ratio = ours.rate / bare.rate;
  const verdict = (met: boolean) => (met ? "met" : "FALLS SHORT");
  return [
    { what: "no-op posts", measured: `${Math.round(bare.rate)} a second`, against: `${CONNECTIONS} connections` },
    {
      what: "single posts",
      measured: `${Math.round(ours.rate)} a second`,
      against: `${ratio.toFixed(2)}, at least ${TARGET_OF_NOOP}: ${verdict(ratio >= TARGET_OF_NOOP)}`,
    },
    {
      what: "… p50, p99",
      measured: `${ours.p50.toFixed(1)} ms, ${ours.p99.toFixed(1)} ms`,
      against: `${(ours.p99 / ours.p50).toFixed(1)} times, below ${MOST_P99}: ${verdict(ours.p99 < MOST_P99 * ours.p50)}`,
    },
  ];
}

function best(runs: Run[]): Run {
  const [first] = runs.sort((a, b) => b.rate - a.rate);
  if (!first) throw new Error("nothing was measured");
  return first;
}

async function post(url: string, key: string, first: number): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (next < POSTS) {
        const body = receiptLine(first + next);
        next += 1;
        const sentAt = performance.now();
        await send(url, key, body, agent);
        times.push(performance.now() - sentAt);
      }
    }),
  );
  const rate = (POSTS / (performance.now() - startedAt)) * 1_000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
  return { rate, p50: at(0.5), p99: at(0.99) };
}

function send(url: string, key: string, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, fail) => {
    const headers = {
      Authorization: `Bearer ${key}`,
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
    };
    const sending = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.once("end", () =>
        response.statusCode === 200 ? resolve() : fail(new Error(`A post was answered ${response.statusCode}`)),
      );
    });
    sending.once("error", fail);
    sending.end(body);
  });
}
