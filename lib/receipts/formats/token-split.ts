import type { TokenLeaves } from "../receipt";

/** Counts as a source gives them: totals and what is, or is not, part of them. */
export type GivenCounts = {
  input: number | null;
  cacheRead: number | null;
  cacheWrite: number | null;
  output: number | null;
  reasoning: number | null;
  /** All tokens together, where the source tells. It gives away which counts include which. */
  total?: number | null;
};

/**
 * Disjoint leaves of counts whose source says whether input includes both cache counts (`input: "includes_cache"`) and
 * whether output includes reasoning. Counts that contradict this decide against it: more cached than input tokens
 * cannot be part of them, nor can more reasoning than output; and a total that is the sum of all gives it away too.
 */
export function splitTokens(
  given: GivenCounts,
  says: { input: "includes_cache" | "excludes_cache"; output: "includes_reasoning" | "excludes_reasoning" },
): TokenLeaves {
  const { input, cacheRead, cacheWrite, output, reasoning } = given;
  const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
  const thought = reasoning ?? 0;
  const total = given.total ?? null;
  const known = total !== null && input !== null && output !== null;
  const isAll = (sum: number) => known && total === sum;
  const apart = isAll((input ?? 0) + (output ?? 0) + thought) && thought > 0;
  const cacheOutside =
    says.input === "excludes_cache" ||
    cached > (input ?? cached) ||
    (cached > 0 && isAll((input ?? 0) + cached + (output ?? 0)));
  const thoughtOutside = says.output === "excludes_reasoning" || thought > (output ?? thought) || apart;
  return {
    uncachedInput: input === null ? null : cacheOutside ? input : input - cached,
    cacheRead,
    cacheWrite,
    output: output === null ? null : thoughtOutside ? output : output - thought,
    reasoning,
  };
}
