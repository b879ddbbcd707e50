import type { TokenLeaves } from "../receipt";

/** Counts as a span gives them; null = not given. */
export type SpanTokens = {
  input: number | null;
  output: number | null;
  cacheRead: number | null;
  cacheWrite: number | null;
  reasoning: number | null;
  total: number | null;
};

/**
 * Counts of a span as disjoint leaves. By all three conventions input includes both cache counts and output includes
 * reasoning; some instrumentations report providers' counts unchanged, which exclude them. More cached than input, or
 * more reasoning than output, gives those away. A total tells the one of input and output that is not given. No tokens
 * in and none out is a call whose usage was not reported, and unknown.
 */
export function spanLeaves({ cacheRead, cacheWrite, reasoning, total, ...given }: SpanTokens): TokenLeaves {
  const rest = (other: number | null) => (total !== null && other !== null && total >= other ? total - other : null);
  const input = given.input ?? rest(given.output);
  const output = given.output ?? rest(given.input);
  if ((input ?? 0) === 0 && (output ?? 0) === 0 && !cacheRead && !cacheWrite && !reasoning) {
    return { uncachedInput: null, cacheRead: null, cacheWrite: null, output: null, reasoning: null };
  }
  const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
  return {
    uncachedInput: input === null ? null : cached > input ? input : input - cached,
    cacheRead,
    cacheWrite,
    output: output === null ? null : (reasoning ?? 0) > output ? output : output - (reasoning ?? 0),
    reasoning,
  };
}
