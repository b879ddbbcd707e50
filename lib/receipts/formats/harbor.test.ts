import { describe, expect, test } from "vitest";
import { harbor } from "./harbor";
import { piecesOf } from "./pieces-of";
import { runOf } from "./run-of";
import { partsOf, sumCalls } from "./testing/part-schema";
import { hasSamples, readSample, SAMPLES } from "./testing/samples";

type Metrics = { prompt_tokens: number };
type Trajectory = { session_id: string; steps: Record<string, unknown>[] };
const sample = (name: string) => readSample(`atif/${name}.json`) as Trajectory;

/** Harbor took the times out of its golden files; a run needs one. */
const timed = (document: Trajectory): Trajectory => ({
  ...document,
  steps: document.steps.map((step, index) => ({
    timestamp: new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString(),
    ...step,
  })),
});

/** File → calls, tools, input, cached, output, US$: sums of its own steps, added by hand. */
const BY_HAND: [string, number, number, number, number, number, number][] = [
  ["harbor_openhands", 2, 2, 220, 0, 80, 0.00135],
  ["harbor_terminus2_continuation", 3, 0, 2_252, 0, 160, 0.00723],
  // Its final_metrics hold the first file and the sub-agents too: 7,802 in.
  ["harbor_terminus2_continuation_cont1", 4, 0, 4_250, 0, 530, 0.015925],
  ["harbor_terminus2_invalid_json", 4, 3, 2_417, 0, 200, 0.0080425],
  ["harbor_terminus2_sub_answers", 1, 0, 700, 0, 120, 0.00295],
  ["harbor_terminus2_sub_questions", 1, 0, 100, 0, 20, 0.00045],
  ["harbor_terminus2_sub_summary", 1, 0, 500, 0, 200, 0.00325],
  // Its final_metrics hold its three sub-agents, which have files of their own: 7,802 − 1,300.
  ["harbor_terminus2_summarization", 7, 7, 6_502, 0, 690, 0.023155],
  ["harbor_terminus2_timeout", 3, 3, 882, 0, 115, 0.003355],
  ["multi_tool_trajectory", 3, 4, 9_150, 5_562, 635, 0.0074],
  ["multimodal_trajectory", 2, 1, 2_600, 0, 125, 0.013],
  ["parallel_tools_mixed_results", 2, 3, 1_200, 0, 105, 0.005],
  ["simple_trajectory", 2, 1, 1_120, 0, 124, 0.00078],
  // 42 and 12 of its own, 25 and 9 of the sub-agent in it; the step without a call of a model called a tool.
  ["v17_embedded_subagents", 2, 1, 67, 0, 21, 0],
];

describe.skipIf(!hasSamples)(`ATIF (${SAMPLES})`, () => {
  test.each(BY_HAND)("%s gives what its steps say", (name, calls, tools, input, cacheRead, output, usd) => {
    const document = timed(sample(name));
    expect(harbor.recognise([document])).toContain("ATIF");
    const sums = sumCalls(partsOf(harbor, [document]));
    expect(sums).toMatchObject({ runs: 1, calls, tools, input, cacheRead, output });
    expect(Math.abs(sums.nanoUsd - usd * 1e9)).toBeLessThanOrEqual(calls);
  });

  test("a session, its continuation and the files again are one run and each call once", () => {
    const files = [
      "harbor_terminus2_continuation",
      "harbor_terminus2_continuation_cont1",
      "harbor_terminus2_continuation",
    ];
    const parts = files.flatMap((name) => partsOf(harbor, [timed(sample(name))]));
    expect(new Set(parts.map(({ runId }) => runId)).size).toBe(1);
    const once = [...new Map(parts.map((part) => [part.id, part])).values()];
    expect(sumCalls(once)).toMatchObject({ calls: 7, input: 6_502, output: 690 });
    // The second file's total holds the requests that summed the first one up, which have no step.
    const run = runOf("r", once);
    expect(run).toMatchObject({ tokens: { uncachedInput: 7_802, output: 1_030 }, reportedCostNanoUsd: 29_805_000 });
    expect(run?.attempts).toHaveLength(8);
  });

  test("a request that ended without a step is in the total, and counts once", () => {
    const document = timed(sample("harbor_terminus2_timeout"));
    const run = runOf("r", partsOf(harbor, [document]));
    expect(run).toMatchObject({ tokens: { uncachedInput: 982, output: 145 }, reportedCostNanoUsd: 3_905_000 });
    expect(run?.attempts?.at(-1)).toMatchObject({ tokens: { uncachedInput: 100, output: 30 }, request: null });
  });

  test("a parent and a sub-agent that does not name it are two runs", () => {
    const bundle = readSample("atif/subagent_trajectories.json") as Record<string, Trajectory>;
    const sums = { runs: 2, calls: 3, input: 2_600, output: 210 };
    expect(sumCalls(partsOf(harbor, [bundle.parent, bundle.child]))).toMatchObject(sums);
    expect(harbor.recognise([bundle])).toContain("trajectories");
    expect(sumCalls(partsOf(harbor, [bundle]))).toMatchObject(sums);
  });

  test("without times there is no run, and the error names the place; the time that is said holds for all steps", () => {
    const document = sample("harbor_terminus2_timeout");
    expect(harbor.createReader({ name: "t.json" })(document)).toMatchObject({
      errors: [1, 2, 3].map((step) => ({ pointer: `/steps/${step}/timestamp`, code: "no_time" })),
    });
    const startedAt = "2026-11-02T09:30:00.000Z";
    const read = harbor.createReader({ name: "t.json", startedAt })(document);
    const run = runOf("r", piecesOf(read));
    expect(run).toMatchObject({ startedAt, durationMs: null, toolCalls: 3 });
    const inTheirOrder = document.steps.flatMap(({ metrics }) => (metrics as Metrics | undefined)?.prompt_tokens ?? []);
    expect(run?.attempts?.slice(0, -1).map(({ tokens }) => tokens.uncachedInput)).toEqual(inTheirOrder);
    // One that is there and is no time is no gap to be filled.
    const broken = { ...document, steps: document.steps.map((step) => ({ ...step, timestamp: "noon" })) };
    expect(harbor.createReader({ name: "t.json", startedAt })(broken)).toMatchObject({
      errors: [{ pointer: "/steps/1/timestamp", code: "invalid_value" }, {}, {}],
    });
  });
});

const trial = {
  id: "t-1",
  trial_name: "hello__abc",
  task_name: "hello",
  source: "terminal-bench",
  started_at: "2026-11-02T09:30:00Z",
  finished_at: "2026-11-02T09:31:00Z",
  config: { agent: { kwargs: { reasoning_effort: "xhigh" } } },
  agent_info: { name: "terminus-2", version: "2.0.0", model_info: { name: "gpt-5.5", provider: "openai" } },
  agent_result: { n_input_tokens: 100, n_cache_tokens: 60, n_output_tokens: 20, cost_usd: 0.5 },
  verifier_result: { rewards: { reward: 1 } },
  exception_info: { exception_type: "AgentTimeoutError" },
};

test("timed out and accepted are both true", () => {
  const [call, facts] = partsOf(harbor, [trial]);
  expect(call?.part).toMatchObject({
    model: "gpt-5.5",
    effort: "xhigh",
    tokens: { uncachedInput: 40, cacheRead: 60, output: 20 },
    reportedCostNanoUsd: 500_000_000,
    failed: false,
  });
  expect(facts?.part).toMatchObject({
    facts: {
      status: "accepted",
      stoppedEarly: true,
      stopReason: "AgentTimeoutError",
      taskId: "hello",
      harness: "terminus-2@2.0.0",
      durationMs: 60_000,
    },
  });
});

test.each([
  [
    "0 in and 0 out are not reported",
    { n_input_tokens: 0, n_cache_tokens: 0, n_output_tokens: 0, cost_usd: 0 },
    null,
    null,
  ],
  [
    "more cached than input: input excludes it",
    { n_input_tokens: 10, n_cache_tokens: 60, n_output_tokens: 20, cost_usd: null },
    10,
    null,
  ],
])("%s", (_, agent_result, uncachedInput, reportedCostNanoUsd) => {
  const [call] = partsOf(harbor, [{ ...trial, agent_result }]);
  expect(call?.part).toMatchObject({ tokens: { uncachedInput }, reportedCostNanoUsd });
});

test("no verdict is no status, an exception without one is errored", () => {
  const none = { ...trial, verifier_result: null };
  expect(partsOf(harbor, [none])[1]?.part).toMatchObject({ facts: { status: "errored" } });
  const [, facts] = partsOf(harbor, [{ ...none, exception_info: null }]);
  expect(facts?.part.kind === "facts" && facts.part.facts.status).toBeUndefined();
});

test.each([
  ["a trial's counts", [trial]],
  [
    "totals of a trajectory",
    [
      {
        ...{ schema_version: "ATIF-v1.6", session_id: "s", agent: { model_name: "gpt-5.5" } },
        steps: [{ source: "agent", timestamp: "2026-11-02T09:30:00Z" }],
        final_metrics: { total_prompt_tokens: 900_000, total_completion_tokens: 5 },
      },
    ],
  ],
  [
    "a step of several calls",
    [
      {
        ...{ schema_version: "ATIF-v1.7", session_id: "s", agent: { model_name: "gpt-5.5" } },
        steps: [
          {
            ...{ source: "agent", timestamp: "2026-11-02T09:30:00Z", llm_call_count: 3 },
            metrics: { prompt_tokens: 900_000, completion_tokens: 5 },
          },
        ],
      },
    ],
  ],
])("%s are those of many requests, none of which is known", (_, records) => {
  const run = runOf("r", partsOf(harbor, records));
  expect(run?.attempts).toMatchObject([{ request: null }]);
});

test("a trajectory beside its trial is not counted again", () => {
  const read = harbor.createReader({ name: "jobs/1/hello__abc/agent/trajectory.json" });
  expect(read({ schema_version: "ATIF-v1.6", session_id: "s" })).toMatchObject({ leftOut: expect.any(String) });
});
