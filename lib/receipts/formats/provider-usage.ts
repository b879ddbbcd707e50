import { SERVICE_TIERS, type ServiceTier, type TokenLeaves } from "../receipt";
import { at, countOf, objectOf } from "./foreign-value";
import { splitTokens } from "./token-split";

export type ProviderUsage = { tokens: TokenLeaves; cacheWrite1h: number | null; serviceTier: ServiceTier | null };

type Family = {
  /** What this family's objects have and no other's do. */
  has: (usage: unknown) => boolean;
  read: (usage: unknown) => { tokens: TokenLeaves; cacheWrite1h?: number | null };
};

const count = (usage: unknown, ...keys: string[]) => countOf(at(usage, ...keys));
const has =
  (...keys: string[]) =>
  (usage: unknown) =>
    at(usage, ...keys) !== undefined;

/** Plus, where at least one is known. */
function plus(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}

/**
 * The families of usage objects, each with its convention, the first that fits. `extractUsage` of
 * `@pydantic/genai-prices` does the like, but only once one knows the provider and the flavour of its API (of a
 * usage object alone it gives up to six readings), reads fewer leaves for some, and drops zeros that were reported.
 */
const FAMILIES: Family[] = [
  {
    // Google: prompt includes cached content, tool prompts come on top, candidates exclude thoughts.
    has: (usage) => has("promptTokenCount")(usage) || has("candidatesTokenCount")(usage),
    read: (usage) => ({
      tokens: splitTokens(
        {
          input: plus(count(usage, "promptTokenCount"), count(usage, "toolUsePromptTokenCount")),
          cacheRead: count(usage, "cachedContentTokenCount"),
          cacheWrite: null,
          // An answer that thought and then said nothing has thoughts only.
          output: count(usage, "candidatesTokenCount") ?? (has("thoughtsTokenCount")(usage) ? 0 : null),
          reasoning: count(usage, "thoughtsTokenCount"),
        },
        { input: "includes_cache", output: "excludes_reasoning" },
      ),
    }),
  },
  {
    // Cohere: billed units leave out what its own templates add; the counts of tokens are the whole.
    has: (usage) => has("tokens")(usage) || has("billed_units")(usage),
    read: (usage) => ({
      tokens: splitTokens(
        {
          input: count(usage, "tokens", "input_tokens") ?? count(usage, "billed_units", "input_tokens"),
          cacheRead: count(usage, "cached_tokens"),
          cacheWrite: null,
          output: count(usage, "tokens", "output_tokens") ?? count(usage, "billed_units", "output_tokens"),
          reasoning: null,
        },
        { input: "includes_cache", output: "includes_reasoning" },
      ),
    }),
  },
  {
    // Bedrock Converse: input excludes both cache counts.
    has: has("inputTokens"),
    read: (usage) => ({
      tokens: splitTokens(
        {
          input: count(usage, "inputTokens"),
          cacheRead: count(usage, "cacheReadInputTokens") ?? count(usage, "cacheReadInputTokenCount"),
          cacheWrite: count(usage, "cacheWriteInputTokens") ?? count(usage, "cacheWriteInputTokenCount"),
          output: count(usage, "outputTokens"),
          reasoning: null,
        },
        { input: "excludes_cache", output: "includes_reasoning" },
      ),
      cacheWrite1h: writes1h(at(usage, "cacheDetails")),
    }),
  },
  {
    // Anthropic: input excludes both cache counts, output includes thinking.
    has: (usage) =>
      (has("cache_creation_input_tokens")(usage) ||
        has("cache_read_input_tokens")(usage) ||
        has("cache_creation")(usage)) &&
      has("input_tokens")(usage),
    read: (usage) => ({
      tokens: splitTokens(
        {
          input: count(usage, "input_tokens"),
          cacheRead: count(usage, "cache_read_input_tokens"),
          cacheWrite:
            count(usage, "cache_creation_input_tokens") ??
            plus(
              count(usage, "cache_creation", "ephemeral_5m_input_tokens"),
              count(usage, "cache_creation", "ephemeral_1h_input_tokens"),
            ),
          output: count(usage, "output_tokens"),
          reasoning: count(usage, "output_tokens_details", "thinking_tokens"),
        },
        { input: "excludes_cache", output: "includes_reasoning" },
      ),
      cacheWrite1h: count(usage, "cache_creation", "ephemeral_1h_input_tokens"),
    }),
  },
  {
    // OpenAI Responses, and a receipt's own five counts: input includes cache, output includes reasoning.
    has: has("input_tokens"),
    read: (usage) => ({
      tokens: splitTokens(
        {
          input: count(usage, "input_tokens"),
          cacheRead: count(usage, "input_tokens_details", "cached_tokens") ?? count(usage, "cache_read_tokens"),
          cacheWrite: count(usage, "input_tokens_details", "cache_write_tokens") ?? count(usage, "cache_write_tokens"),
          output: count(usage, "output_tokens"),
          reasoning: count(usage, "output_tokens_details", "reasoning_tokens") ?? count(usage, "reasoning_tokens"),
          total: count(usage, "total_tokens"),
        },
        { input: "includes_cache", output: "includes_reasoning" },
      ),
    }),
  },
  {
    // OpenAI Chat and all that speak it (Groq, Mistral, DeepSeek, xAI, OpenRouter …); xAI's own output excludes
    // reasoning, which its total gives away. LiteLLM adds Anthropic's names of cache counts, within the input.
    has: (usage) => has("prompt_tokens")(usage) || has("completion_tokens")(usage),
    read: (usage) => ({
      tokens: splitTokens(
        {
          input: count(usage, "prompt_tokens"),
          cacheRead:
            count(usage, "prompt_tokens_details", "cached_tokens") ??
            count(usage, "cache_read_input_tokens") ??
            count(usage, "prompt_cache_hit_tokens") ??
            count(usage, "num_cached_tokens") ??
            count(usage, "cached_tokens"),
          cacheWrite:
            count(usage, "prompt_tokens_details", "cache_write_tokens") ??
            count(usage, "prompt_tokens_details", "cache_creation_tokens") ??
            count(usage, "cache_creation_input_tokens"),
          output: count(usage, "completion_tokens"),
          reasoning: count(usage, "completion_tokens_details", "reasoning_tokens"),
          total: count(usage, "total_tokens"),
        },
        { input: "includes_cache", output: "includes_reasoning" },
      ),
      cacheWrite1h: count(usage, "cache_creation", "ephemeral_1h_input_tokens"),
    }),
  },
];

/** Any provider's usage object as it came from the API, to disjoint counts; null if it is none that is known. */
export function readProviderUsage(usage: unknown): ProviderUsage | null {
  const object = objectOf(usage);
  const family = object && FAMILIES.find((each) => each.has(object));
  if (!family) return null;
  const { tokens, cacheWrite1h } = family.read(object);
  const tier = at(object, "service_tier") ?? at(object, "serviceTier") ?? at(object, "speed");
  return { tokens, cacheWrite1h: cacheWrite1h ?? null, serviceTier: readServiceTier(tier) };
}

/** A provider's usage object as the usage of a receipt, where input includes cache and output reasoning. */
export function usageOfProvider(usage: unknown): Record<string, number> | null {
  const tokens = readProviderUsage(usage)?.tokens;
  if (!tokens) return null;
  const { uncachedInput, cacheRead, cacheWrite, output, reasoning } = tokens;
  const wire = {
    input_tokens: uncachedInput === null ? null : uncachedInput + (cacheRead ?? 0) + (cacheWrite ?? 0),
    cache_read_tokens: cacheRead,
    cache_write_tokens: cacheWrite,
    output_tokens: output === null ? null : output + (reasoning ?? 0),
    reasoning_tokens: reasoning,
  };
  return Object.fromEntries(Object.entries(wire).flatMap(([name, count]) => (count === null ? [] : [[name, count]])));
}

/** A tier by the names that providers give it; `auto` says what was asked for, not what was served. */
export function readServiceTier(tier: unknown): ServiceTier | null {
  const name = typeof tier === "string" ? tier.trim().toLowerCase() : "";
  if (name === "default" || name === "on_demand") return "standard";
  return SERVICE_TIERS.find((known) => known === name) ?? null;
}

/** Of Bedrock's list of cache writes by time to live, those of an hour. */
function writes1h(details: unknown): number | null {
  if (!Array.isArray(details)) return null;
  const hours = details.filter((each) => at(each, "ttl") === "1h");
  return hours.reduce<number | null>((sum, each) => plus(sum, count(each, "inputTokens")), 0);
}
