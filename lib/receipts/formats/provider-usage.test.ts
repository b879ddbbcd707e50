import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TokenLeaves } from "../receipt";
import { readProviderUsage, readServiceTier } from "./provider-usage";
import { hasSamples, readSample, SAMPLES } from "./testing/samples";

type Split = Record<string, number>;
type Body = {
  body: { file: string; model?: string } & Record<string, unknown>;
  extracted: { usage: Split; extractors: { provider_id: string; api_flavor: string }[] }[];
};

const sums = (tokens: TokenLeaves) => ({
  input_tokens: (tokens.uncachedInput ?? 0) + (tokens.cacheRead ?? 0) + (tokens.cacheWrite ?? 0),
  cache_read_tokens: tokens.cacheRead ?? 0,
  cache_write_tokens: tokens.cacheWrite ?? 0,
  output_tokens: (tokens.output ?? 0) + (tokens.reasoning ?? 0),
  output_reasoning_tokens: tokens.reasoning ?? 0,
});
const KEYS = Object.keys(sums({ uncachedInput: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 }));
const expectedOf = (split: Split) => Object.fromEntries(KEYS.map((key) => [key, split[key] ?? 0]));

/**
 * The catalogue reads each body as up to six providers might. Which of them sent it is not written there; the one
 * that finds the most leaves did, but for xAI's reading, which puts reasoning beside the output.
 */
function expectedSplit({ extracted }: Body) {
  const own = extracted.filter(({ extractors }) => !extractors.every(({ provider_id }) => provider_id === "x-ai"));
  const leaves = (split: Split) => Object.values(expectedOf(split)).filter((count) => count > 0).length;
  return own
    .map(({ usage }) => usage)
    .sort((a, b) => leaves(b) - leaves(a) || (b.input_tokens ?? 0) - (a.input_tokens ?? 0))[0];
}

/** Mistral's `num_cached_tokens` and the like, which no extractor of the catalogue knew at its date. */
const UNKNOWN_TO_THE_CATALOGUE = ["num_cached_tokens"];

describe.skipIf(!hasSamples)(`usage bodies of APIs (${SAMPLES})`, () => {
  const bodies = hasSamples ? (readSample("provider_usage_bodies.json.gz") as Body[]) : [];

  test("each gives the split that its catalogue expects", () => {
    expect(bodies).toHaveLength(1_577);
    const wrong: unknown[] = [];
    const explained: string[] = [];
    for (const body of bodies) {
      const usage = body.body.usage ?? body.body.usageMetadata ?? body.body.meta;
      const read = readProviderUsage(usage);
      const got = read && sums(read.tokens);
      const expected = expectedOf(expectedSplit(body) ?? {});
      if (JSON.stringify(got) === JSON.stringify(expected)) continue;
      const newer = UNKNOWN_TO_THE_CATALOGUE.find((key) => ((usage as Split)[key] ?? 0) > 0);
      const apart = newer && { ...got, cache_read_tokens: 0 };
      if (JSON.stringify(apart) === JSON.stringify(expected)) explained.push(body.body.file);
      else wrong.push({ usage, got, expected });
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(explained).toMatchInlineSnapshot(`
      [
        "models/cassettes/test_tool_choice_matrix/test_tool_choice_matrix[list_single-mistral].yaml",
        "models/cassettes/test_tool_choice_matrix/test_tool_choice_matrix[required-mistral].yaml",
        "models/cassettes/test_tool_choice_matrix/test_tool_choice_matrix[tools_plus_output-mistral].yaml",
        "models/cassettes/test_tool_choice_matrix/test_tool_choice_matrix[tools_plus_output-mistral].yaml",
        "models/cassettes/test_tool_choice_matrix/test_tool_choice_matrix[auto-mistral].yaml",
        "models/cassettes/test_tool_choice_matrix/test_tool_choice_matrix[auto-mistral].yaml",
        "models/cassettes/test_tool_choice_matrix/test_tool_choice_matrix[none_with_output-mistral].yaml",
        "models/cassettes/test_tool_choice_matrix/test_tool_choice_matrix[none-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-url_force_download-image-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-url_force_download-image-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-url-document-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-url-document-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[direct-url-image-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[direct-binary-audio-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-url-image-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-url-image-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-url_force_download-audio-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-binary-audio-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[direct-url_force_download-image-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[direct-binary-image-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-url-audio-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[direct-url_force_download-document-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[direct-url_force_download-document-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-url_force_download-document-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-url_force_download-document-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-url-video-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-url_force_download-video-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-binary-video-mistral].yaml",
        "models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-binary-document-mistral].yaml",
      ]
    `);
  });
});

test.each([
  [
    "xAI: a total of all three gives away that output excludes reasoning",
    { prompt_tokens: 10, completion_tokens: 5, total_tokens: 35, completion_tokens_details: { reasoning_tokens: 20 } },
    { uncachedInput: 10, cacheRead: null, cacheWrite: null, output: 5, reasoning: 20 },
  ],
  [
    "one file mixes conventions: more cached than input tokens are no part of them",
    { prompt_tokens: 10, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 90 } },
    { uncachedInput: 10, cacheRead: 90, cacheWrite: null, output: 5, reasoning: null },
  ],
  [
    "zeros are reported zeros",
    { input_tokens: 7, output_tokens: 3, input_tokens_details: { cached_tokens: 0 } },
    { uncachedInput: 7, cacheRead: 0, cacheWrite: null, output: 3, reasoning: null },
  ],
])("%s", (_, usage, tokens) => {
  expect(readProviderUsage(usage)?.tokens).toEqual(tokens);
});

test("cache writes of an hour are kept apart, in Anthropic's and in Bedrock's words", () => {
  const anthropic = {
    input_tokens: 3,
    output_tokens: 1,
    cache_creation: { ephemeral_5m_input_tokens: 4, ephemeral_1h_input_tokens: 6 },
  };
  expect(readProviderUsage(anthropic)).toMatchObject({ cacheWrite1h: 6, tokens: { uncachedInput: 3, cacheWrite: 10 } });
  const bedrock = {
    inputTokens: 3,
    outputTokens: 1,
    cacheWriteInputTokens: 10,
    cacheDetails: [{ inputTokens: 6, ttl: "1h" }],
  };
  expect(readProviderUsage(bedrock)).toMatchObject({ cacheWrite1h: 6, tokens: { uncachedInput: 3, cacheWrite: 10 } });
});

test("the tier that was served", () => {
  expect(["default", "flex", "priority", "auto", null].map(readServiceTier)).toEqual([
    "standard",
    "flex",
    "priority",
    null,
    null,
  ]);
});

test("no input crashes it, and no count is negative", () => {
  const keys = [
    "prompt_tokens",
    "completion_tokens",
    "input_tokens",
    "output_tokens",
    "total_tokens",
    "inputTokens",
    "promptTokenCount",
    "cached_tokens",
    "prompt_tokens_details",
    "cacheDetails",
    "tokens",
  ];
  const value = fc.oneof(
    fc.anything(),
    fc.nat(),
    fc.nat().map(String),
    fc.dictionary(fc.constantFrom(...keys, "reasoning_tokens"), fc.nat()),
  );
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...keys), value)), (usage) => {
      for (const count of Object.values(readProviderUsage(usage)?.tokens ?? {})) {
        expect(count === null || (Number.isSafeInteger(count) && count >= 0)).toBe(true);
      }
    }),
  );
});
