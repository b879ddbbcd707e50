import fc from "fast-check";
import type { CallPart, RunPart } from "../source-format";

/** Few values each, so that parts often meet, agree in much and differ in little. */
const at = fc.nat(3).map((minute) => `2026-11-02T09:3${minute}:00.000Z`);
const count = fc.option(fc.nat(3));
const within = fc.constantFrom("p", "q", "r", "s", "t", "elsewhere");
const call: fc.Arbitrary<CallPart> = fc.record({
  kind: fc.constant("call" as const),
  at,
  endAt: fc.option(at),
  model: fc.constantFrom("gpt-5.4", "gpt-5.5"),
  provider: fc.constantFrom(null, "openai"),
  effort: fc.constantFrom(null, "high"),
  serviceTier: fc.constantFrom(null, "fast" as const),
  tokens: fc.record({ uncachedInput: count, cacheRead: count, cacheWrite: count, output: count, reasoning: count }),
  cacheWrite1h: count,
  reportedCostNanoUsd: count,
  stopReason: fc.constantFrom(null, "end"),
  failed: fc.boolean(),
});
const nested = fc.tuple(call, within).map(([part, within]): CallPart => ({ ...part, within }));
const link = fc.record({ kind: fc.constant("link" as const), at, within });
const tool = fc.record({ kind: fc.constant("tool" as const), at, failed: fc.option(fc.boolean()) });
const facts = fc.record({
  kind: fc.constant("facts" as const),
  at,
  facts: fc.record(
    { workflow: fc.constantFrom("a", "b"), step: fc.constantFrom("a", "b"), toolCalls: fc.nat(2) },
    { requiredKeys: [] },
  ),
});

/** Parts of three runs under a few ids, of which the same may come as something else. */
export const anyPart: fc.Arbitrary<RunPart> = fc.record({
  id: fc.constantFrom("p", "q", "r", "s", "t"),
  runId: fc.constantFrom("run-1", "run-2", "run-3"),
  part: fc.oneof({ arbitrary: call, weight: 2 }, { arbitrary: nested, weight: 2 }, link, tool, facts),
});
