import { expect, test } from "vitest";
import { helicone } from "./helicone";
import { litellm } from "./litellm";
import { openrouter } from "./openrouter";
import { partsOf } from "./testing/part-schema";

const spend = {
  request_id: "r1",
  session_id: "s1",
  startTime: "2026-11-02 09:30:00.123",
  endTime: "2026-11-02 09:30:01.123",
  model: "gpt-5.5",
  prompt_tokens: 100,
  completion_tokens: 30,
  total_tokens: 130,
  spend: 0.25,
  cache_hit: "False",
  metadata: {
    additional_usage_values: {
      prompt_tokens_details: { cached_tokens: 60 },
      completion_tokens_details: { reasoning_tokens: 10 },
    },
  },
};
const tokens = { uncachedInput: 40, cacheRead: 60, output: 20, reasoning: 10 };

test("LiteLLM: as JSON and as CSV alike; a row that comes twice has the same id", () => {
  const asTexts = {
    ...spend,
    prompt_tokens: "100",
    completion_tokens: "30",
    total_tokens: "130",
    spend: "0.25",
    metadata: JSON.stringify(spend.metadata),
  };
  const [json, csv] = partsOf(litellm, [spend, asTexts]);
  expect(csv).toEqual(json);
  expect(json).toMatchObject({
    id: "litellm:r1",
    runId: "litellm:s1",
    part: { at: "2026-11-02T09:30:00.123Z", tokens, reportedCostNanoUsd: 250_000_000 },
  });
  expect(partsOf(litellm, [{ ...spend, session_id: null }])[0]?.runId).toBe("litellm:r1");
  expect(litellm.recognise([spend])).toContain("request_id");
});

test.each([
  ["a cache hit cost nothing", { cache_hit: "True", spend: 0 }, 0],
  ["else 0 is a model without a price", { spend: 0 }, null],
  ["a request that failed cost nothing", { spend: 0, status: "failure" }, 0],
])("LiteLLM: %s", (_, change, reportedCostNanoUsd) => {
  expect(partsOf(litellm, [{ ...spend, ...change }])[0]?.part).toMatchObject({ reportedCostNanoUsd });
});

test("LiteLLM: a batch is many requests at the price of batches", () => {
  const [batch, single] = partsOf(litellm, [
    { ...spend, call_type: "aretrieve_batch" },
    { ...spend, call_type: "acompletion" },
  ]);
  expect(batch?.part).toMatchObject({ manyRequests: true, serviceTier: "batch" });
  expect(single?.part).toMatchObject({ serviceTier: null });
  expect(single?.part).not.toHaveProperty("manyRequests");
});

test("LiteLLM: the usage object, where it is kept, tells all", () => {
  const usage_object = {
    prompt_tokens: 100,
    completion_tokens: 30,
    cache_read_input_tokens: 60,
    cache_creation_input_tokens: 5,
    completion_tokens_details: { reasoning_tokens: 10 },
  };
  const [made] = partsOf(litellm, [{ ...spend, metadata: { usage_object } }]);
  expect(made?.part).toMatchObject({ tokens: { ...tokens, uncachedInput: 35, cacheWrite: 5 } });
});

const activity = {
  generation_id: "gen-1",
  created_at: "2026-11-02 09:30:00.000",
  cost_total: "0.25",
  byok_usage_inference: "0.5",
  tokens_prompt: "100",
  tokens_completion: "30",
  tokens_reasoning: "10",
  tokens_cached: "60",
  model_permaslug: "openai/gpt-5.5-20260423",
  provider_name: "OpenAI",
  cancelled: "true",
  finish_reason_normalized: "",
  generation_time_ms: "1500",
};

test("OpenRouter: times are UTC, one's own key's cost is added, cancelled is stopped early", () => {
  const [call, facts] = partsOf(openrouter, [activity]);
  expect(call?.part).toMatchObject({
    at: "2026-11-02T09:30:00.000Z",
    endAt: "2026-11-02T09:30:01.500Z",
    tokens,
    reportedCostNanoUsd: 750_000_000,
  });
  expect(facts?.part).toMatchObject({ facts: { stoppedEarly: true, stopReason: "cancelled" } });
  expect(openrouter.recognise([activity])).toContain("generation_id");
});

test("OpenRouter: native counts win over normalised ones", () => {
  const data = {
    id: "gen-2",
    created_at: "2026-11-02T09:30:00+00:00",
    model: "m",
    total_cost: 0.1,
    tokens_prompt: 90,
    tokens_completion: 20,
    native_tokens_prompt: 100,
    native_tokens_completion: 30,
    native_tokens_reasoning: 10,
    native_tokens_cached: 60,
    cancelled: false,
  };
  expect(partsOf(openrouter, [{ data }])[0]?.part).toMatchObject({ tokens, reportedCostNanoUsd: 100_000_000 });
});

test("Helicone: the names of the API and of the CSV make the same call of the same run", () => {
  const shared = {
    response_id: "q1",
    request_created_at: "2026-11-02T09:30:00Z",
    response_created_at: "2026-11-02T09:30:02Z",
    response_status: 200,
  };
  const session = { "Helicone-Session-Id": "s1" };
  const api = {
    ...shared,
    request_id: "x",
    response_model: "gpt-5.5",
    prompt_tokens: 100,
    completion_tokens: 30,
    costUSD: 0.25,
    request_properties: session,
  };
  const csv = {
    ...shared,
    response_status: "200",
    model: "gpt-5.5",
    prompt_tokens: "100",
    completion_tokens: "30",
    cost: "0.25",
    request_properties: JSON.stringify(session),
  };
  const [a, b] = partsOf(helicone, [api, csv]);
  expect(b).toEqual(a);
  expect(a).toMatchObject({
    id: "helicone:q1",
    runId: "helicone:s1",
    part: { tokens: { uncachedInput: 100, output: 30 }, failed: false },
  });
  expect(partsOf(helicone, [{ ...api, response_status: 500 }])[0]?.part).toMatchObject({ failed: true });
});
