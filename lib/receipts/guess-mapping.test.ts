import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { guessMapping } from "./guess-mapping";
import { compileMapping } from "./mapping";
import { parseReceipt } from "./parse-receipt";

const RUNS = "../shared/data/runs";

function rows(name: string): Record<string, unknown>[] {
  const text = gunzipSync(readFileSync(`${RUNS}/${name}.ndjson.gz`)).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

describe("guessMapping", () => {
  it("knows a verdict of 0 and 1, prompt tokens, nested names, and takes no money without a currency", () => {
    const sample = [
      {
        timestamp: "2026-01-01T00:00:00Z",
        model_name: "m",
        prompt_tokens: 3,
        completion_tokens: "4",
        reward: 1,
        cost: 3,
        x: { task: 5 },
      },
      {
        timestamp: "2026-01-01T00:00:01Z",
        model_name: "m",
        prompt_tokens: 3,
        completion_tokens: "4",
        reward: 0,
        cost: 3,
        x: { task: 6 },
      },
    ];
    expect(guessMapping(sample)).toEqual({
      mapping: {
        started_at: "timestamp",
        model: "model_name",
        task_id: "x.task",
        "usage.input_tokens": "prompt_tokens",
        "usage.output_tokens": "completion_tokens",
        status: { path: "reward", values: { 1: "accepted", 0: "rejected", null: "errored" } },
      },
      missing: ["workflow", "step"],
    });
  });

  it("translates words of status, and takes our own as they are", () => {
    expect(guessMapping([{ status: "Passed" }, { status: "error" }]).mapping.status).toEqual({
      path: "status",
      values: { Passed: "accepted", error: "errored" },
    });
    expect(guessMapping([{ status: "accepted" }]).mapping.status).toBe("status");
    expect(guessMapping([{ status: "fine" }]).missing).toContain("status");
  });

  it.each([
    [["2026-01-01T00:00:00"], "a time without a zone"],
    [[1_762_075_800], "a number"],
    [[null], "nothing"],
  ])("does not take %j for a time: it is %s", (values, _what) => {
    expect(guessMapping([...values].map((ts) => ({ ts }))).missing).toContain("started_at");
  });
});

describe.skipIf(!existsSync(RUNS))("guessMapping on real runs (../shared/data)", () => {
  it.each([
    ["wolfbench_gpt54_gpt55", 2_314],
    ["llm_agent_bench", 630],
  ])("%s: every row becomes a receipt", (name, count) => {
    const records = rows(name);
    expect(records).toHaveLength(count);
    const guess = guessMapping(records.slice(0, 200));
    expect(guess.missing).toEqual([]);
    const map = compileMapping(guess.mapping);
    const failures = records.map((record) => parseReceipt(map(record))).filter((parsed) => !parsed.ok);
    expect(failures).toEqual([]);
  });

  it("tau_airline gives no times, and says so", () => {
    expect(guessMapping(rows("tau_airline_gpt4o")).missing).toEqual(["started_at"]);
  });
});

it("guesses nothing of values that have no text", () => {
  const odd = [{ model: { toString: false }, status: { toString: 1 }, accepted: [{ valueOf: 0 }], retries: {} }];
  expect(guessMapping(odd).mapping).toEqual({});
  expect(guessMapping([{ status: "constructor" }]).mapping).toEqual({});
});
