import { describe, expect, test } from "vitest";
import { langfuse } from "./langfuse";
import { runOf } from "./run-of";
import { partsOf, sumCalls } from "./testing/part-schema";
import { hasSamples, readSample, SAMPLES, sampleNames } from "./testing/samples";

/** File → calls, tools, input, output, reasoning, US$: read off the files by hand, inner generations only. */
const BY_HAND: Record<string, [number, number, number, number, number, number]> = {
  // Each call is there twice, by the framework's instrumentation around the client's: 663 + 163 in, 225 + 20 out.
  "agno-2025-06-11.json": [2, 0, 826, 245, 0, 0.000270899999],
  "autogen-2025-06-06.json": [1, 0, 41, 3, 0, 0.000025],
  // Two of five "generations" are events with no usage; the others tell no output.
  "beeai-2025-08-01.json": [3, 0, 5_542, 0, 0, 0.0008313],
  "google-adk-2025-08-28.json": [2, 1, 67, 9, 0, 0.0000103],
  // Output includes 1,104 tokens of reasoning: 6 + 2,055 = 2,061.
  "google-gemini-2025-08-01.json": [1, 0, 6, 2_055, 1_104, 0.005139299999],
  // No usageDetails, only the columns beside it.
  "google-vertex-tools-langchain-2025-09-19.json": [1, 0, 1_200, 15, 0, 0.00011],
  "koog-2025-08-26.json": [2, 0, 215, 125, 0, 0.0017875],
  "langgraph-2025-08-22.json": [2, 0, 168, 66, 0, 0.000234],
  "llamaindex-2025-06-05.json": [1, 0, 13, 81, 0, 0.000842499999],
  "microsoft-agent-2025-10-14.json": [2, 1, 656, 105, 0, 0.002689999999],
  "openai-agents-2025-09-30.json": [2, 1, 140, 44, 0, 0.000632],
  "openai-assistants-2024-05-29.json": [1, 0, 49, 40, 0, 0.00387],
  "pydantic-ai-tools-2025-12-04.json": [4, 3, 1_315, 209, 0, 0.0003226499999],
};

describe.skipIf(!hasSamples)(`Langfuse (${SAMPLES})`, () => {
  test.each(hasSamples ? sampleNames("langfuse_traces") : [])("%s gives what its rows say", (name) => {
    const document = readSample(`langfuse_traces/${name}`);
    expect(langfuse.recognise([document])).toContain("trace");
    const { runs, calls, tools, input, output, reasoning, nanoUsd } = sumCalls(partsOf(langfuse, [document]));
    const [wantCalls, wantTools, wantInput, wantOutput, wantReasoning, usd] = BY_HAND[name] ?? [];
    expect({ runs, calls, tools, input, output, reasoning }).toEqual({
      runs: 1,
      calls: wantCalls,
      tools: wantTools,
      input: wantInput,
      output: wantOutput,
      reasoning: wantReasoning,
    });
    expect(Math.abs(nanoUsd - (usd ?? 0) * 1e9)).toBeLessThanOrEqual(calls);
  });

  test("the same observations a line give the same parts, where no generation holds another", () => {
    const document = readSample("langfuse_traces/pydantic-ai-tools-2025-12-04.json") as { observations: unknown[] };
    const whole = partsOf(langfuse, [document]).filter(({ part }) => part.kind !== "facts");
    expect(partsOf(langfuse, document.observations)).toEqual(whole);
  });
});

const generation = { id: "o1", traceId: "t1", type: "GENERATION", startTime: "2026-11-02T09:30:00Z", model: "gpt-5.5" };

test.each([
  [
    "disjoint names: input is what was not cached",
    { input: 10, input_cache_read: 90, output: 5, output_reasoning: 20, total: 125 },
    [10, 90, 5, 20],
  ],
  [
    "… unless their total says that it includes them",
    { input: 100, input_cache_read: 90, output: 25, output_reasoning: 20, total: 125 },
    [10, 90, 5, 20],
  ],
  [
    "dotted names: totals include details",
    { input: 100, "prompt_details.cache_read": 90, output: 25, "completion_details.reasoning": 20 },
    [10, 90, 5, 20],
  ],
  [
    "a raw usage object",
    { prompt_tokens: 100, completion_tokens: 25, prompt_tokens_details: { cached_tokens: 90 } },
    [10, 90, 25, null],
  ],
  ["texts of CSV", '{"input":"100","output":"25"}', [100, null, 25, null]],
])("usageDetails: %s", (_, usageDetails, [uncachedInput, cacheRead, output, reasoning]) => {
  const [made] = partsOf(langfuse, [{ ...generation, usageDetails }]);
  expect(made?.part).toMatchObject({ tokens: { uncachedInput, cacheRead, output, reasoning } });
});

test("usage that is null is unknown; a failed call stays", () => {
  const read = langfuse.createReader({ name: "x.jsonl" });
  expect(read({ ...generation, usageDetails: null })).toEqual({ leftOut: "a generation with neither usage nor cost" });
  const [failed] = partsOf(langfuse, [{ ...generation, usageDetails: null, level: "ERROR" }]);
  expect(failed?.part).toMatchObject({ failed: true, tokens: { uncachedInput: null } });
  expect(read({ ...generation, type: "SPAN", usageDetails: { input: 5 } })).toMatchObject({
    leftOut: expect.stringContaining("SPAN"),
  });
  expect(read({ ...generation, startTime: "yesterday" })).toMatchObject({ errors: [{ pointer: "/startTime" }] });
});

test("latency of an observation, in whatever unit, says nothing beside its times", () => {
  const endTime = "2026-11-02T09:30:02.500Z";
  const usageDetails = { input: 1, output: 1 };
  for (const latency of [2.5, 2_500, "2500"]) {
    const parts = partsOf(langfuse, [{ ...generation, usageDetails, endTime, latency }]);
    expect(runOf("r", parts)?.durationMs).toBe(2_500);
  }
});

test("latency of a trace is in seconds; scores by name become the outcome, others labels", () => {
  const scores = [
    { name: "accepted", value: 0 },
    { name: "payoff.status", stringValue: "abandoned" },
    { name: "tone", value: 0.7 },
  ];
  const trace = { id: "t1", name: "draft", timestamp: "2026-11-02T09:30:00Z", latency: 1.25, scores };
  const parts = partsOf(langfuse, [
    { trace, observations: [{ ...generation, usageDetails: { input: 1, output: 1 } }] },
  ]);
  expect(parts.at(-1)?.part).toMatchObject({
    facts: { durationMs: 1_250, step: "draft", status: "abandoned", labels: { "score.tone": "0.7" } },
  });
});
