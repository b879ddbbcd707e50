import { LIMITS } from "../receipt-schema";
import { callPart, idOf, missing, modelOf, noTokens } from "./call-part";
import { at, countOf, flagOf, instantOf, later, nanoUsdOf, numberOf, objectOf, textOf } from "./foreign-value";
import type { ReadRecord, RunPart, SourceFormat } from "./source-format";
import { splitTokens } from "./token-split";

/**
 * OpenRouter's activity as CSV, and answers of its `GET /api/v1/generation`: a run is a generation. Names of the CSV
 * as its header gives them (`generation_id,created_at,cost_total,cost_web_search,cost_cache,cost_file_processing,
 * byok_usage_inference,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name,
 * variant,cancelled,streamed,user,finish_reason_raw,finish_reason_normalized,generation_time_ms,…`), of the API as in
 * its documentation. Times without a zone are UTC. Native counts are the billed ones and win over normalised ones,
 * which the API gives beside them. Costs with one's own key of a provider lie outside the total, and are added.
 */
export const openrouter: SourceFormat = {
  name: "openrouter",
  label: "OpenRouter activity",
  recognise: (sample) => {
    const row = objectOf(sample[0]);
    if (!row) return null;
    if (["generation_id", "cost_total"].every((name) => Object.hasOwn(row, name))) {
      return "rows have generation_id and cost_total";
    }
    return at(row, "data", "native_tokens_prompt") !== undefined || Object.hasOwn(row, "native_tokens_prompt")
      ? "records have native_tokens_prompt"
      : null;
  },
  createReader: () => readGeneration,
};

function readGeneration(record: unknown): ReadRecord {
  const row = objectOf(at(record, "data")) ?? objectOf(record);
  if (!row) return { errors: [{ pointer: "", code: "invalid_type", message: "must be a JSON object" }] };
  const id = idOf(row.generation_id ?? row.id);
  const createdAt = instantOf(row.created_at, "utc");
  const model = modelOf(row.model_permaslug, row.model);
  if (!id || !createdAt || !model) return { errors: missing({ generation_id: id, created_at: createdAt, model }) };
  const native = numberOf(row.native_tokens_prompt) !== null;
  const tokens = splitTokens(
    {
      input: countOf(native ? row.native_tokens_prompt : row.tokens_prompt),
      cacheRead: countOf(row.native_tokens_cached ?? row.tokens_cached),
      cacheWrite: null,
      output: countOf(native ? row.native_tokens_completion : row.tokens_completion),
      reasoning: countOf(row.native_tokens_reasoning ?? row.tokens_reasoning),
    },
    { input: "includes_cache", output: "includes_reasoning" },
  );
  const stopReason = textOf(row.finish_reason_normalized ?? row.finish_reason, LIMITS.text);
  const cancelled = flagOf(row.cancelled);
  const failed = stopReason === "error";
  const runId = `openrouter:${id}`;
  const parts: RunPart[] = [
    {
      id: runId,
      runId,
      part: callPart({
        at: createdAt,
        endAt: later(createdAt, numberOf(row.generation_time_ms ?? row.generation_time)),
        model,
        provider: textOf(row.provider_name, LIMITS.name),
        ...(noTokens(tokens) && !failed && !cancelled ? {} : { tokens }),
        reportedCostNanoUsd: readCost(row),
        stopReason,
        failed,
      }),
    },
  ];
  if (cancelled !== null) {
    const facts = cancelled ? { stoppedEarly: true, stopReason: stopReason ?? "cancelled" } : { stoppedEarly: false };
    parts.push({ id: `${runId}:facts`, runId, part: { kind: "facts", at: createdAt, facts } });
  }
  return { parts };
}

/** What OpenRouter charged and what the provider charged on one's own key. */
function readCost(row: Record<string, unknown>): number | null {
  const charged = nanoUsdOf(row.cost_total ?? row.total_cost);
  const ownKey = nanoUsdOf(row.byok_usage_inference ?? (flagOf(row.is_byok) ? row.upstream_inference_cost : null));
  return charged === null ? null : charged + (ownKey ?? 0);
}
