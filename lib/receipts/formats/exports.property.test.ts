import fc from "fast-check";
import { expect, test } from "vitest";
import { harbor } from "./harbor";
import { helicone } from "./helicone";
import { langfuse } from "./langfuse";
import { litellm } from "./litellm";
import { openrouter } from "./openrouter";
import { checkParts } from "./testing/part-schema";

const KEYS = [
  "id",
  "traceId",
  "type",
  "startTime",
  "endTime",
  "model",
  "usageDetails",
  "input",
  "output",
  "total",
  "input_cache_read",
  "output_reasoning",
  "costDetails",
  "trace",
  "observations",
  "timestamp",
  "scores",
  "name",
  "value",
  "latency",
  "request_id",
  "session_id",
  "spend",
  "prompt_tokens",
  "completion_tokens",
  "metadata",
  "usage_object",
  "cache_hit",
  "generation_id",
  "created_at",
  "cost_total",
  "tokens_prompt",
  "tokens_cached",
  "model_permaslug",
  "cancelled",
  "generation_time_ms",
  "response_id",
  "request_created_at",
  "schema_version",
  "steps",
  "step_id",
  "source",
  "metrics",
  "cached_tokens",
  "agent",
  "model_name",
  "tool_calls",
  "subagent_trajectories",
  "final_metrics",
  "agent_result",
  "n_input_tokens",
  "n_cache_tokens",
  "n_output_tokens",
  "cost_usd",
  "verifier_result",
  "rewards",
  "reward",
  "started_at",
  "finished_at",
  "exception_info",
];
const scalar = fc.oneof(
  fc.constantFrom(
    "2026-11-02T09:30:00Z",
    "2199-12-31 23:59:59",
    "GENERATION",
    "TOOL",
    "agent",
    "ATIF-v1.6",
    "True",
    "{",
    "[",
    "gpt-5.5",
    "\ud800",
    "\0",
  ),
  fc.string({ unit: "binary" }),
  fc.nat(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.nat().map(String),
  fc.maxSafeInteger(),
  fc.string({ minLength: 100, maxLength: 400 }),
);
const { record } = fc.letrec((tie) => ({
  record: fc.dictionary(
    fc.constantFrom(...KEYS),
    fc.oneof({ maxDepth: 3, depthSize: "small" }, scalar, tie("record"), fc.array(tie("record"), { maxLength: 3 })),
    { maxKeys: 12 },
  ),
}));
/** Enough of each format that much is accepted, with whatever beside it. */
const START = {
  langfuse: {
    id: "o",
    traceId: "t",
    type: "GENERATION",
    startTime: "2026-11-02T09:30:00Z",
    model: "m",
    usageDetails: { input: 5 },
  },
  litellm: { request_id: "r", startTime: "2026-11-02 09:30:00", model: "m" },
  openrouter: { generation_id: "g", created_at: "2026-11-02 09:30:00", model_permaslug: "m" },
  helicone: { response_id: "r", request_created_at: "2026-11-02T09:30:00Z", response_model: "m" },
  harbor: { id: "t", started_at: "2026-11-02T09:30:00Z", config: { agent: { model_name: "m" } } },
};

test.each([langfuse, litellm, openrouter, helicone, harbor])(
  "no input crashes $name, and what it accepts are parts",
  (format) => {
    const start = START[format.name as keyof typeof START];
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          record,
          record.map((more) => ({ ...(more as object), ...start })),
        ),
        (input) => {
          format.recognise([input]);
          const read = format.createReader({ name: "any.json" })(input);
          checkParts(read);
          if ("parts" in read) accepted++;
        },
      ),
      { numRuns: 200 },
    );
    expect(accepted).toBeGreaterThan(20);
  },
);
