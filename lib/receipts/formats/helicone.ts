import { LIMITS } from "../receipt-schema";
import { callPart, idOf, missing, modelOf, noTokens } from "./call-part";
import { at, countOf, instantOf, later, nanoUsdOf, numberOf, objectOf, textOf } from "./foreign-value";
import type { ReadRecord, SourceFormat } from "./source-format";
import { splitTokens } from "./token-split";

/**
 * Helicone's requests: a run is its session (property `Helicone-Session-Id`), or else the request. Names differ: the
 * API gives `request_id, response_model, delay_ms, costUSD, prompt_cache_read_tokens …`; the CSV of its export tool
 * only `response_id, response_created_at, response_status, request_created_at, request_body, request_properties,
 * request_user_id, model, prompt_tokens, completion_tokens, latency, cost` (Helicone/helicone,
 * examples/export/typescript/index.ts). Both have `response_id`, which therefore is the key.
 */
export const helicone: SourceFormat = {
  name: "helicone",
  label: "Helicone requests",
  recognise: (sample) => {
    const row = objectOf(sample[0]);
    return row && ["response_id", "request_created_at", "response_status"].every((name) => Object.hasOwn(row, name))
      ? "records have response_id, request_created_at and response_status"
      : null;
  },
  createReader: () => readRequest,
};

function readRequest(record: unknown): ReadRecord {
  const row = objectOf(record);
  if (!row) return { errors: [{ pointer: "", code: "invalid_type", message: "must be a JSON object" }] };
  const id = idOf(row.response_id) ?? idOf(row.request_id);
  const createdAt = instantOf(row.request_created_at, "utc");
  const model = modelOf(row.model_override, row.response_model, row.model, row.request_model);
  if (!id || !createdAt || !model)
    return { errors: missing({ response_id: id, request_created_at: createdAt, model }) };
  const tokens = splitTokens(
    {
      input: countOf(row.prompt_tokens),
      cacheRead: countOf(row.prompt_cache_read_tokens),
      cacheWrite: countOf(row.prompt_cache_write_tokens),
      output: countOf(row.completion_tokens),
      reasoning: countOf(row.reasoning_tokens),
      total: countOf(row.total_tokens),
    },
    { input: "includes_cache", output: "includes_reasoning" },
  );
  const status = numberOf(row.response_status);
  // Helicone's own codes for a request that was cancelled or is under way are negative.
  const failed = status !== null && (status < 0 || status >= 400);
  const properties = objectOf(row.request_properties) ?? objectOf(row.properties);
  const session = idOf(at(properties, "Helicone-Session-Id"));
  const cost = nanoUsdOf(row.costUSD ?? row.cost);
  return {
    parts: [
      {
        id: `helicone:${id}`,
        runId: `helicone:${session ?? id}`,
        part: callPart({
          at: createdAt,
          endAt: instantOf(row.response_created_at, "utc") ?? later(createdAt, numberOf(row.delay_ms ?? row.latency)),
          model,
          provider: textOf(row.provider, LIMITS.name),
          effort: textOf(
            at(row.request_body, "reasoning_effort") ?? at(row.request_body, "reasoning", "effort"),
            LIMITS.shortName,
          ),
          ...(noTokens(tokens) && !failed ? {} : { tokens }),
          reportedCostNanoUsd: cost === 0 && !failed ? null : cost,
          failed,
        }),
      },
    ],
  };
}
