import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callPart } from "./call-part";
import { countedCalls } from "./counted-calls";
import { fullerPart } from "./fuller-part";
import { langfuse } from "./langfuse";
import { otlp } from "./otlp";
import { piecesOf } from "./pieces-of";
import { runOf } from "./run-of";
import type { CallPart, RunPart } from "./source-format";

const at = "2026-11-02T09:30:00.000Z";
const used = (uncachedInput: number) => ({
  tokens: { uncachedInput, cacheRead: null, cacheWrite: null, output: 1, reasoning: null },
});
const call = (id: string, within: string | null, change: Partial<CallPart> = {}): RunPart => ({
  ...{ id, runId: "r" },
  part: callPart({ at, model: "gpt-5.5", ...change, ...(within !== null && { within }) }),
});
const link = (id: string, within: string): RunPart => ({ id, runId: "r", part: { kind: "link", at, within } });
const tool = (id: string): RunPart => ({ id, runId: "r", part: { kind: "tool", at, failed: null } });
const inputs = (parts: RunPart[]) => countedCalls(parts).map(({ tokens }) => tokens.uncachedInput);

describe("of calls in one another", () => {
  it.each<[string, RunPart[], (number | null)[]]>([
    ["the inner one counts", [call("a", null, used(10)), call("b", "a", used(9))], [9]],
    ["… whichever comes first", [call("b", "a", used(9)), call("a", null, used(10))], [9]],
    [
      "… through agents and chains",
      [call("a", null, used(10)), link("x", "a"), link("y", "x"), call("b", "y", used(9))],
      [9],
    ],
    ["… also of three", [call("a", null, used(1)), call("b", "a", used(2)), call("c", "b", used(3))], [3]],
    [
      "all in a sum count, and not the sum",
      [call("a", null, used(30)), call("b", "a", used(10)), call("c", "a", used(20))],
      [10, 20],
    ],
    ["the outer one counts where only it says what was used", [call("a", null, used(10)), call("b", "a")], [10]],
    [
      "… and not where one inner call says it",
      [call("a", null, used(10)), call("b", "a", { failed: true }), call("c", "a", used(9))],
      [null, 9],
    ],
    ["of two that say nothing the inner one counts", [call("a", null), call("b", "a")], [null]],
    ["what a tool calls is work of its own", [call("a", null, used(10)), tool("t"), call("b", "t", used(9))], [10, 9]],
    ["beside one another both count", [call("a", "x", used(10)), call("b", "x", used(9))], [10, 9]],
    ["what is around them elsewhere changes nothing", [call("a", "not here", used(10))], [10]],
    ["that come round to themselves all count", [call("a", "b", used(10)), call("b", "a", used(9))], [10, 9]],
  ])("%s", (_, parts, expected) => {
    expect(inputs(parts)).toEqual(expected);
  });

  it("the inner one takes over how it was asked, and the cost where it is the only one", () => {
    const outer = call("a", null, { ...used(10), effort: "high", serviceTier: "fast", reportedCostNanoUsd: 7 });
    const [alone] = countedCalls([outer, call("b", "a", used(10))]);
    expect(alone).toMatchObject({ effort: "high", serviceTier: "fast", reportedCostNanoUsd: 7 });
    const two = countedCalls([outer, call("b", "a", { ...used(5), effort: "low" }), call("c", "a", used(5))]);
    expect(two).toMatchObject([
      { effort: "low", serviceTier: "fast", reportedCostNanoUsd: null },
      { effort: "high", reportedCostNanoUsd: null },
    ]);
  });
});

/** An agent that calls twice, each call written down by the framework and by its client, and a tool between. */
const spans = [
  ["root", null, { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "clerk" }],
  [
    "outer1",
    "root",
    {
      "openinference.span.kind": "LLM",
      "llm.model_name": "gpt-5.5",
      "llm.token_count.prompt": 100,
      "llm.token_count.completion": 10,
      "llm.invocation_parameters": '{"reasoning_effort":"high"}',
    },
  ],
  ["chain", "outer1", { "openinference.span.kind": "CHAIN" }],
  [
    "inner1",
    "chain",
    {
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "gpt-5.5",
      "gen_ai.usage.input_tokens": 100,
      "gen_ai.usage.output_tokens": 10,
    },
  ],
  ["tool", "root", { "gen_ai.operation.name": "execute_tool" }],
  ["sdk", "root", { "ai.operationId": "ai.generateText", "ai.usage.inputTokens": 200, "ai.usage.outputTokens": 20 }],
  [
    "outer2",
    "sdk",
    {
      "ai.operationId": "ai.generateText.doGenerate",
      "ai.model.id": "gpt-5.5",
      "ai.usage.inputTokens": 200,
      "ai.usage.outputTokens": 20,
    },
  ],
  [
    "inner2",
    "outer2",
    {
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "gpt-5.5",
      "gen_ai.usage.input_tokens": 200,
      "gen_ai.usage.output_tokens": 20,
    },
  ],
] as const;
const asSpans = spans.map(([spanId, parentSpanId, attributes], second) => ({
  ...{ traceId: "t1", spanId, parentSpanId, attributes },
  ...{ start_time: `2026-11-02T09:30:0${second}Z`, end_time: `2026-11-02T09:30:0${second}.500Z` },
}));
const asObservations = spans.map(([id, parentObservationId, attributes], second) => {
  const usage = Object.entries(attributes).filter(([name]) => /(prompt|completion|Tokens|_tokens)$/.test(name));
  const [input, output] = usage.map(([, count]) => count);
  const type = usage.length > 0 && id !== "sdk" ? "GENERATION" : id === "tool" ? "TOOL" : "SPAN";
  return {
    ...{ id, parentObservationId, traceId: "t1", type, startTime: `2026-11-02T09:30:0${second}Z` },
    ...(type === "GENERATION" && { model: "gpt-5.5", usageDetails: { input, output } }),
  };
});

/** What a run comes to whose records came in these files, each read by a reader of its own. */
function runOfFiles(format: typeof otlp, files: unknown[][]) {
  const parts = new Map<string, RunPart>();
  for (const records of files) {
    const read = format.createReader({ name: "x.jsonl" });
    for (const record of records) {
      for (const part of piecesOf(read(record))) parts.set(part.id, fullerPart(parts.get(part.id) ?? part, part));
    }
  }
  return runOf("r", [...parts.values()]);
}

describe.each([
  ["spans of three conventions", otlp, asSpans],
  ["observations of Langfuse", langfuse, asObservations],
])("%s", (_, format, records) => {
  it("of a nested trace are two calls and a tool", () => {
    expect(runOfFiles(format, [records])).toMatchObject({
      ...{ toolCalls: 1, tokens: { uncachedInput: 300, output: 30 } },
      attempts: [{ tokens: { uncachedInput: 100 } }, { tokens: { uncachedInput: 200 } }],
    });
  });

  it("are the same run whole, one by one, shuffled, again, and in whatever files", () => {
    const whole = format === langfuse ? [[{ trace: { id: "t1" }, observations: records }]] : [[records]];
    const expected = runOfFiles(format, whole);
    expect(expected?.attempts).toHaveLength(2);
    const scenario = fc.tuple(
      fc.shuffledSubarray<unknown>(records, { minLength: records.length }),
      fc.subarray<unknown>(records),
      fc.nat(records.length),
    );
    fc.assert(
      fc.property(scenario, ([shuffled, again, cut]) => {
        expect(runOfFiles(format, [shuffled.slice(0, cut), again, shuffled.slice(cut)])).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

it("knows the effort that only the framework wrote down", () => {
  expect(runOfFiles(otlp, [asSpans])).toMatchObject({ effort: "high" });
});
