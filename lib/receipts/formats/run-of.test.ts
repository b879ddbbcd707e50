import { describe, expect, it } from "vitest";
import { callPart } from "./call-part";
import { runOf } from "./run-of";
import type { CallPart, FactsPart, RunPart } from "./source-format";

const minute = (n: number) => `2026-11-02T09:${String(n).padStart(2, "0")}:00.000Z`;
const tokens = { uncachedInput: 100, cacheRead: 10, cacheWrite: 0, output: 20, reasoning: 5 };
let number = 0;
const part = (made: RunPart["part"], id = `p${number++}`): RunPart => ({ id, runId: "run", part: made });
const call = (at: number, change: Partial<CallPart> = {}) =>
  part(callPart({ at: minute(at), model: "gpt-5.5", tokens, ...change }));
const tool = (at: number, failed: boolean | null) => part({ kind: "tool", at: minute(at), failed });
const facts = (at: number, of: FactsPart["facts"], id?: string) =>
  part({ kind: "facts", at: minute(at), facts: of }, id);

describe("runOf", () => {
  it("adds calls up, in the order of time, from its first sign to its last", () => {
    const run = runOf("run", [tool(9, false), call(5, { endAt: minute(7) }), call(2)]);
    expect(run).toMatchObject({
      ...{ startedAt: minute(2), durationMs: 7 * 60_000, status: "pending", workflow: "unnamed", step: "unnamed" },
      tokens: { uncachedInput: 200, cacheRead: 20, cacheWrite: 0, output: 40, reasoning: 10 },
      attempts: [{ request: { at: minute(2) } }, { request: { at: minute(5) } }],
    });
  });

  it("is of the arm of its first call, whatever it went on with", () => {
    const run = runOf("run", [call(3, { model: "gpt-5.4", effort: "low" }), call(1, { effort: "high" })]);
    expect(run).toMatchObject({ model: "gpt-5.5", effort: "high", attempts: [{}, { model: "gpt-5.4" }] });
  });

  it("does not know a sum of which one call does not say its part", () => {
    const run = runOf("run", [
      call(1, { reportedCostNanoUsd: 5 }),
      call(2, { tokens: { ...tokens, output: null, reasoning: null } }),
    ]);
    expect(run?.tokens).toMatchObject({ uncachedInput: 200, output: null, reasoning: null });
    expect(run?.reportedCostNanoUsd).toBeNull();
  });

  it("does not know a sum or a duration that no receipt can hold", () => {
    const much = { ...tokens, cacheRead: 9_000_000_000 };
    const later = part(callPart({ at: "2028-01-01T00:00:00.000Z", model: "gpt-5.5", tokens: much }));
    const run = runOf("run", [call(1, { tokens: much }), later]);
    expect(run).toMatchObject({ durationMs: null, tokens: { uncachedInput: null, cacheRead: null } });
  });

  it.each<[string, RunPart[], object]>([
    [
      "a failed call before another is a retry",
      [call(1, { failed: true }), call(2)],
      { retries: 1, status: "pending" },
    ],
    [
      "a failed call at the end is an error",
      [call(1), call(2, { failed: true })],
      { retries: null, status: "errored" },
    ],
    ["the source knows better", [call(1, { failed: true }), facts(1, { status: "accepted" })], { status: "accepted" }],
    ["tools with results", [call(1), tool(2, true), tool(2, false), tool(2, null)], { toolCalls: 3, toolErrors: 1 }],
    ["tools without", [call(1), tool(2, null), facts(1, { toolCalls: 0 })], { toolCalls: 1, toolErrors: null }],
    ["no tools where all would be there", [call(1), facts(1, { toolCalls: 0 })], { toolCalls: 0, toolErrors: 0 }],
    ["no tools where none would", [call(1)], { toolCalls: null, toolErrors: null }],
  ])("%s", (_, parts, expected) => {
    expect(runOf("run", parts)).toMatchObject(expected);
  });

  it("takes of facts, field by field, what was said last, and by the greater id at one time", () => {
    const run = runOf("run", [
      call(1),
      facts(3, { workflow: "later" }),
      facts(2, { workflow: "earlier", step: "kept" }),
      facts(4, { taskId: "b" }, "y"),
      facts(4, { taskId: "a" }, "x"),
    ]);
    expect(run).toMatchObject({ workflow: "later", step: "kept", taskId: "b" });
  });

  it("is none without a model", () => {
    expect(runOf("run", [tool(1, false), facts(1, { step: "s" })])).toBeNull();
    expect(runOf("run", [])).toBeNull();
  });

  it("prices nothing by guessing: an hour in the cache belongs to its own call", () => {
    const run = runOf("run", [call(1, { cacheWrite1h: 0 }), call(2)]);
    expect(run?.attempts?.map(({ request }) => request?.hourCacheWriteTokens)).toEqual([0, null]);
  });
});
