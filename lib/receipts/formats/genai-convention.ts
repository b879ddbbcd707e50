import { LIMITS } from "../receipt-schema";
import { type SpanFields, spanFields, toServiceTier } from "./span-fields";
import type { Convention, SpanCall, SpanMeaning } from "./span-meaning";
import { spanLeaves } from "./span-tokens";

/** Operations that are one call of a model; `completion` is an older instrumentation's word. */
const CALLS = ["chat", "generate_content", "text_completion", "completion"];
const AROUND = ["invoke_agent", "invoke_workflow", "create_agent"];

const REQUEST_MODEL = ["gen_ai.request.model", "llm.request.model"];
const RESPONSE_MODEL = ["gen_ai.response.model", "llm.response.model"];
const EFFORT = ["gen_ai.request.reasoning.level", "gen_ai.request.reasoning_effort", "llm.request.reasoning_effort"];
const TIER_SERVED = ["openai.response.service_tier", "gen_ai.openai.response.service_tier"];
const TIER_ASKED = ["openai.request.service_tier", "gen_ai.openai.request.service_tier"];
const INPUT = ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.usage.prompt_tokens"];
const OUTPUT = ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.usage.completion_tokens"];
const CACHE_READ = ["gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens"];
const CACHE_WRITE = ["gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_creation_input_tokens"];
const REASONING = ["gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens"];
const TOTAL = ["gen_ai.usage.total_tokens", "llm.usage.total_tokens"];

/**
 * OpenTelemetry's semantic conventions for generative AI, today's names before the deprecated ones
 * (https://opentelemetry.io/docs/specs/semconv/gen-ai/).
 */
export const readGenAi: Convention = (span) => {
  if (![...span.attributes.keys()].some((key) => /^(gen_ai|llm)\./.test(key))) return null;
  const fields = spanFields(span);
  const operation = fields.text(["gen_ai.operation.name", "llm.request.type"]);
  const stage = fields.text(["gen_ai.agent.name", "gen_ai.workflow.name"]);
  const meaning = { is: whatItIs(operation, fields), stage, operation };
  return fields.errors.length > 0 ? { errors: fields.errors } : { meaning };
};

function whatItIs(operation: string | null, fields: SpanFields): SpanMeaning["is"] {
  if (operation === "execute_tool") return { kind: "tool" };
  if (operation !== null && AROUND.includes(operation)) {
    return { kind: "around", why: `${operation} repeats the sums of the calls in it` };
  }
  if (operation !== null && !CALLS.includes(operation)) {
    return { kind: "other", why: `${operation} is no call that writes an answer` };
  }
  // Old instrumentations name no operation; what says how many tokens a model used is a call of it.
  if (operation === null && ![...OUTPUT, ...TOTAL].some(fields.has)) {
    return { kind: "other", why: "the span names neither an operation nor tokens" };
  }
  const call = genAiCall(fields);
  return call ? { kind: "call", call } : { kind: "other", why: "the call names no model" };
}

/**
 * The model is the one that was asked for: an arm is what its runs were assigned, and what was served in its place is
 * charged to it. Of the tier, which only says what was paid, the one that was served.
 */
export function genAiCall(fields: SpanFields): SpanCall | null {
  const model = fields.text([...REQUEST_MODEL, ...RESPONSE_MODEL]);
  if (model === null) return null;
  return {
    model,
    provider: fields.text(["gen_ai.provider.name", "gen_ai.system"]),
    effort: fields.text(EFFORT, LIMITS.shortName),
    serviceTier: toServiceTier(fields.text(TIER_SERVED) ?? fields.text(TIER_ASKED)),
    tokens: spanLeaves({
      input: fields.count(INPUT),
      output: fields.count(OUTPUT),
      cacheRead: fields.count(CACHE_READ),
      cacheWrite: fields.count(CACHE_WRITE),
      reasoning: fields.count(REASONING),
      total: fields.count(TOTAL),
    }),
    cacheWrite1h: null,
    reportedCostNanoUsd: null,
    stopReason: fields.firstText(["gen_ai.response.finish_reasons"]),
  };
}
