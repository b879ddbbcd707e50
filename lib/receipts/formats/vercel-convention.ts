import { LIMITS } from "../receipt-schema";
import { genAiCall } from "./genai-convention";
import { isObject } from "./otlp-value";
import { jsonObject, spanFields, toServiceTier } from "./span-fields";
import type { Convention, SpanMeaning } from "./span-meaning";
import { spanLeaves } from "./span-tokens";

/** The calls themselves; `ai.generateText` and its like stand around them and repeat their sums. */
const CALL = /^ai\.(generateText|streamText|generateObject|streamObject)\.do(Generate|Stream)$/;
const AROUND = /^ai\.(generateText|streamText|generateObject|streamObject)$/;

/**
 * Spans of the Vercel AI SDK (`ai.operationId`). A call says its tokens twice, as `ai.usage.*` and as `gen_ai.usage.*`:
 * each count is read once, from `ai.usage.*` where it is there, which says more. The stage is the `functionId` that
 * the caller gave.
 */
export const readVercel: Convention = (span) => {
  const fields = spanFields(span);
  const operation = fields.text(["ai.operationId"]);
  if (operation === null && fields.errors.length === 0) return null;
  const is = (): SpanMeaning["is"] => {
    if (operation === "ai.toolCall") return { kind: "tool" };
    if (operation !== null && AROUND.test(operation)) {
      return { kind: "around", why: `${operation} repeats the sums of the calls in it` };
    }
    if (operation === null || !CALL.test(operation)) {
      return { kind: "other", why: `${operation} is no call that writes an answer` };
    }
    const genAi = genAiCall(fields);
    const model = genAi?.model ?? fields.text(["ai.model.id", "ai.response.model"]);
    if (model === null) return { kind: "other", why: "the call names no model" };
    const count = (...names: string[]) => fields.count(names);
    return {
      kind: "call",
      call: {
        model,
        provider: fields.text(["gen_ai.provider.name", "gen_ai.system", "ai.model.provider"]),
        effort: genAi?.effort ?? null,
        serviceTier: servedTier(span.attributes.get("ai.response.providerMetadata")) ?? genAi?.serviceTier ?? null,
        tokens: spanLeaves({
          input: count(
            "ai.usage.inputTokens",
            "ai.usage.promptTokens",
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.prompt_tokens",
          ),
          output: count(
            "ai.usage.outputTokens",
            "ai.usage.completionTokens",
            "gen_ai.usage.output_tokens",
            "gen_ai.usage.completion_tokens",
          ),
          cacheRead: count(
            "ai.usage.inputTokenDetails.cacheReadTokens",
            "ai.usage.cachedInputTokens",
            "gen_ai.usage.cache_read.input_tokens",
          ),
          cacheWrite: count("ai.usage.inputTokenDetails.cacheWriteTokens", "gen_ai.usage.cache_creation.input_tokens"),
          reasoning: count(
            "ai.usage.outputTokenDetails.reasoningTokens",
            "ai.usage.reasoningTokens",
            "gen_ai.usage.reasoning.output_tokens",
          ),
          total: count("ai.usage.totalTokens"),
        }),
        cacheWrite1h: null,
        reportedCostNanoUsd: null,
        stopReason: fields.firstText(["ai.response.finishReason", "gen_ai.response.finish_reasons"]),
      },
    };
  };
  const meaning = { is: is(), stage: fields.text(["ai.telemetry.functionId"]), operation };
  return fields.errors.length > 0 ? { errors: fields.errors } : { meaning };
};

/** `{"openai": {"serviceTier": "default"}}`, a JSON text: the tier of whichever provider names one. */
function servedTier(metadata: unknown): ReturnType<typeof toServiceTier> {
  for (const provider of Object.values(jsonObject(metadata))) {
    const tier = isObject(provider) ? (provider.serviceTier ?? provider.service_tier) : null;
    if (typeof tier === "string" && tier.length <= LIMITS.shortName) return toServiceTier(tier);
  }
  return null;
}
