import type { TokenLeaves } from "./receipt";

/**
 * The tokens of several calls together. Where one of them does not tell its cached or its reasoning tokens, their sum is
 * unknown, and those that are known stand in what they are part of: input and output keep their true sums. A sum is null
 * where one of its counts is unknown, or where it comes to more than `max`.
 */
export function sumTokens(calls: readonly TokenLeaves[], max = Number.MAX_SAFE_INTEGER): TokenLeaves {
  const sum = (of: (call: TokenLeaves) => number | null) => sumKnown(calls.map(of), max);
  const [cacheRead, cacheWrite] = [sum((call) => call.cacheRead), sum((call) => call.cacheWrite)];
  const reasoning = sum((call) => call.reasoning);
  const input = sum(({ uncachedInput, cacheRead: read, cacheWrite: write }) =>
    uncachedInput === null ? null : uncachedInput + (read ?? 0) + (write ?? 0),
  );
  const output = sum((call) => (call.output === null ? null : call.output + (call.reasoning ?? 0)));
  return {
    uncachedInput: input === null ? null : input - (cacheRead ?? 0) - (cacheWrite ?? 0),
    cacheRead,
    cacheWrite,
    output: output === null ? null : output - (reasoning ?? 0),
    reasoning,
  };
}

/** Unknown where one value is, where there is none, or where the sum is more than `max`. */
export function sumKnown(values: readonly (number | null)[], max = Number.MAX_SAFE_INTEGER): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum <= max ? sum : null;
}
