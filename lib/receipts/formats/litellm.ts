import { LIMITS } from "../receipt-schema";
import { callPart, idOf, missing, modelOf, noTokens } from "./call-part";
import { at, countOf, instantOf, nanoUsdOf, objectOf, textOf } from "./foreign-value";
import { readProviderUsage, readServiceTier } from "./provider-usage";
import type { ReadRecord, SourceFormat } from "./source-format";
import { splitTokens } from "./token-split";

/**
 * LiteLLM's table of spend, as JSON or CSV: a request a row, and a run is its `session_id`, or else the request.
 * `request_id` is the key, so that rows that come twice count once. Columns as in LiteLLM's `schema.prisma`
 * (LiteLLM_SpendLogs; times are without zone, in UTC). Prompt tokens include both cache counts; these and reasoning
 * stand in `metadata`, which is an object or its JSON text.
 */
export const litellm: SourceFormat = {
  name: "litellm",
  label: "LiteLLM spend logs",
  recognise: (sample) => {
    const row = objectOf(sample[0]);
    return row && ["request_id", "spend", "startTime", "cache_hit"].every((name) => Object.hasOwn(row, name))
      ? "rows have request_id, spend, startTime and cache_hit"
      : null;
  },
  createReader: () => readRow,
};

function readRow(record: unknown): ReadRecord {
  const row = objectOf(record);
  if (!row) return { errors: [{ pointer: "", code: "invalid_type", message: "must be a JSON object" }] };
  const requestId = idOf(row.request_id);
  const startedAt = instantOf(row.startTime, "utc");
  const model = modelOf(row.model, row.model_group);
  if (!requestId || !startedAt || !model) {
    return { errors: missing({ request_id: requestId, startTime: startedAt, model }) };
  }
  const cacheHit = textOf(row.cache_hit, 10)?.toLowerCase() === "true";
  const failed = [row.status, at(row.metadata, "status")].some((status) => status === "failure");
  // A batch is logged as one request when its answers are fetched, with the sums of all that it holds.
  const isBatch = /batch/i.test(textOf(row.call_type, 60) ?? "");
  const tokens = readTokens(row);
  const reported = nanoUsdOf(row.spend);
  // A request that cost nothing was answered from LiteLLM's cache or failed; else LiteLLM had no price for it.
  const isTrueZero = cacheHit || failed;
  const notReported = noTokens(tokens) && !isTrueZero;
  return {
    parts: [
      {
        id: `litellm:${requestId}`,
        runId: `litellm:${idOf(row.session_id) ?? requestId}`,
        part: callPart({
          at: startedAt,
          endAt: instantOf(row.endTime, "utc"),
          model,
          provider: textOf(row.custom_llm_provider, LIMITS.name),
          effort: textOf(at(row.metadata, "reasoning_effort"), LIMITS.shortName),
          serviceTier: readServiceTier(at(row.metadata, "usage_object", "service_tier")) ?? (isBatch ? "batch" : null),
          ...(notReported ? {} : { tokens }),
          cacheWrite1h: readProviderUsage(at(row.metadata, "usage_object"))?.cacheWrite1h ?? null,
          reportedCostNanoUsd: reported === 0 && !isTrueZero ? null : reported,
          failed,
          ...(isBatch && { manyRequests: true }),
        }),
      },
    ],
  };
}

/** The provider's usage where it is kept, else the row's own columns and what `metadata` adds to them. */
function readTokens(row: Record<string, unknown>) {
  const kept = readProviderUsage(at(row.metadata, "usage_object"));
  if (kept && !noTokens(kept.tokens)) return kept.tokens;
  const more = at(row.metadata, "additional_usage_values");
  return splitTokens(
    {
      input: countOf(row.prompt_tokens),
      cacheRead: countOf(at(more, "cache_read_input_tokens") ?? at(more, "prompt_tokens_details", "cached_tokens")),
      cacheWrite: countOf(at(more, "cache_creation_input_tokens")),
      output: countOf(row.completion_tokens),
      reasoning: countOf(at(more, "completion_tokens_details", "reasoning_tokens")),
      total: countOf(row.total_tokens),
    },
    { input: "includes_cache", output: "includes_reasoning" },
  );
}
