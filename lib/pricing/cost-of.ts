import type { TokenLeaves } from "@/lib/receipts/receipt";
import type { Rates } from "./price-book";

/** A kind of token, how many of it, and nano-US$ for each. */
export type CostTerm = {
  kind: "uncached_input" | "cache_read" | "cache_write" | "output";
  tokens: number;
  rate: number;
};

/**
 * The terms whose sum is a cost. Input whose split is not known is billed as uncached, which is what a bill without
 * caching says; reasoning is billed as output. null without input and output; 0 of both is how many sources write
 * *not reported*, so that it is no price either.
 */
export function costTerms(tokens: TokenLeaves, rates: Rates): CostTerm[] | null {
  if (tokens.uncachedInput === null || tokens.output === null) return null;
  const terms: CostTerm[] = [
    { kind: "uncached_input", tokens: tokens.uncachedInput, rate: rates.input },
    { kind: "cache_read", tokens: tokens.cacheRead ?? 0, rate: rates.cacheRead },
    { kind: "cache_write", tokens: tokens.cacheWrite ?? 0, rate: rates.cacheWrite },
    { kind: "output", tokens: tokens.output + (tokens.reasoning ?? 0), rate: rates.output },
  ];
  return terms.every((term) => term.tokens === 0) ? null : terms;
}

/** Nano-US$, not yet rounded. */
export function sumTerms(terms: readonly CostTerm[]): number {
  return terms.reduce((sum, { tokens, rate }) => sum + tokens * rate, 0);
}
