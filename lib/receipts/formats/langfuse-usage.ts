import type { TokenLeaves } from "../receipt";
import { at, countOf, objectOf } from "./foreign-value";
import { readProviderUsage } from "./provider-usage";
import { splitTokens } from "./token-split";

/** Names of one count in `usageDetails`, as integrations write them. */
const NAMES = {
  input: ["input", "prompt", "inputUsage"],
  cacheRead: [
    "input_cache_read",
    "input_cached_tokens",
    "prompt_details.cache_read",
    "cache_read_input_tokens",
    "input_cache_read_tokens",
    "cached_tokens",
  ],
  cacheWrite: [
    "input_cache_creation",
    "prompt_details.cache_creation",
    "cache_creation_input_tokens",
    "input_cache_write",
  ],
  output: ["output", "completion"],
  reasoning: ["output_reasoning", "output_reasoning_tokens", "completion_details.reasoning", "reasoning_tokens"],
} as const;

/**
 * Families in which Langfuse's SDKs already took the details out of `input` and `output`, so that all keys are
 * disjoint: those that start with `input_` and `output_`. Names with a dot (`prompt_details.cache_read`,
 * `completion_details.reasoning`) come from OpenTelemetry attributes, where the totals include them.
 */
const DISJOINT = /^(input|output)_|^cache_(read|creation)_input_tokens$/;

/** Tokens of an observation; where its `total` is the sum of some reading of its keys, that reading is the right one. */
export function langfuseTokens(observation: Record<string, unknown>): TokenLeaves {
  const details =
    objectOf(observation.usageDetails) ?? objectOf(observation.usage_details) ?? objectOf(observation.usage);
  const own = details
    ? Object.keys(details).some((key) => key === "input" || key === "output" || key === "total")
    : false;
  if (details && !own) {
    const raw = readProviderUsage(details);
    if (raw) return raw.tokens;
  }
  const find = (names: readonly string[]) => {
    const name = details && names.find((each) => countOf(details[each]) !== null);
    return name ? { name, count: countOf(details[name]) } : null;
  };
  const found = { read: find(NAMES.cacheRead), write: find(NAMES.cacheWrite), reasoning: find(NAMES.reasoning) };
  const input = find(NAMES.input)?.count ?? (details && !isEmpty(details) ? null : reported(observation.inputUsage));
  const output = find(NAMES.output)?.count ?? (details && !isEmpty(details) ? null : reported(observation.outputUsage));
  const total = countOf(at(details, "total"));
  const [read, write, thought] = [found.read?.count ?? 0, found.write?.count ?? 0, found.reasoning?.count ?? 0];
  const included = total !== null && total === (input ?? 0) + (output ?? 0);
  const says = (name: string | undefined) => name !== undefined && DISJOINT.test(name) && !included;
  return splitTokens(
    {
      input,
      cacheRead: found.read ? read : null,
      cacheWrite: found.write ? write : null,
      output,
      reasoning: found.reasoning ? thought : null,
      total,
    },
    {
      input: says(found.read?.name ?? found.write?.name) ? "excludes_cache" : "includes_cache",
      output: says(found.reasoning?.name) ? "excludes_reasoning" : "includes_reasoning",
    },
  );
}

function isEmpty(object: Record<string, unknown>): boolean {
  return Object.keys(object).length === 0;
}

/** The columns beside `usageDetails` hold 0 where there was nothing. */
function reported(value: unknown): number | null {
  const count = countOf(value);
  return count === 0 ? null : count;
}
