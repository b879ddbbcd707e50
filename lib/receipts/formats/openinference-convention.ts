import { LIMITS } from "../receipt-schema";
import { isObject } from "./otlp-value";
import { jsonObject, spanFields, toServiceTier } from "./span-fields";
import type { Convention, SpanMeaning } from "./span-meaning";
import { spanLeaves } from "./span-tokens";

const COUNT = "llm.token_count";
const AROUND = ["CHAIN", "AGENT"];

/**
 * OpenInference (https://arize-ai.github.io/openinference/spec/): spans of kind LLM are calls, TOOL are calls of tools.
 * What was asked for, the model, the effort and the tier, is in `llm.invocation_parameters`, a JSON text;
 * `llm.model_name` is mostly what was served.
 */
export const readOpenInference: Convention = (span) => {
  const sent = span.attributes.get("openinference.span.kind");
  if (sent === undefined && !span.attributes.has("llm.model_name")) return null;
  const kind = typeof sent === "string" ? sent.toUpperCase() : "LLM";
  const fields = spanFields(span);
  const asked = jsonObject(span.attributes.get("llm.invocation_parameters"));
  const text = (value: unknown, max: number) =>
    typeof value === "string" && value.trim() !== "" && value.length <= max ? value.trim() : null;
  const is = (): SpanMeaning["is"] => {
    if (kind === "TOOL") return { kind: "tool" };
    if (AROUND.includes(kind))
      return { kind: "around", why: `a span of kind ${kind} repeats the sums of the calls in it` };
    if (kind !== "LLM")
      return {
        kind: "other",
        why: `a span of kind ${kind.slice(0, LIMITS.shortName)} is no call that writes an answer`,
      };
    const model = text(asked.model, LIMITS.name) ?? fields.text(["llm.model_name"]);
    if (model === null) return { kind: "other", why: "the call names no model" };
    const reasoning = isObject(asked.reasoning) ? asked.reasoning.effort : null;
    return {
      kind: "call",
      call: {
        model,
        provider: fields.text(["llm.provider", "llm.system"]),
        effort: text(asked.reasoning_effort ?? reasoning, LIMITS.shortName),
        serviceTier: toServiceTier(text(asked.service_tier, LIMITS.shortName)),
        tokens: spanLeaves({
          input: fields.count([`${COUNT}.prompt`]),
          output: fields.count([`${COUNT}.completion`]),
          cacheRead: fields.count([`${COUNT}.prompt_details.cache_read`]),
          cacheWrite: fields.count([`${COUNT}.prompt_details.cache_write`]),
          reasoning: fields.count([`${COUNT}.completion_details.reasoning`]),
          total: fields.count([`${COUNT}.total`]),
        }),
        cacheWrite1h: null,
        reportedCostNanoUsd: fields.cost(["llm.cost.total"]),
        stopReason: fields.firstText(["llm.finish_reason"]),
      },
    };
  };
  const meaning = { is: is(), stage: fields.text(["agent.name", "graph.node.id"]), operation: kind.toLowerCase() };
  return fields.errors.length > 0 ? { errors: fields.errors } : { meaning };
};
