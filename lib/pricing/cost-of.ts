import type { Attempt, Receipt, TokenLeaves } from "@/lib/receipts/receipt";
import type { PriceQuestion, Rates } from "./price-book";

/** A kind of token, how many of it, and nano-US$ for each. */
export type CostTerm = {
  kind: "uncached_input" | "cache_read" | "cache_write" | "cache_write_1h" | "output";
  tokens: number;
  rate: number;
};

/**
 * The terms whose sum is a cost. Input whose split is not known is billed as uncached, which is what a bill without
 * caching says; reasoning is billed as output. null without input and output; 0 of both is how many sources write
 * *not reported*, so that it is no price either. `hourCacheWriteTokens` are those of the cache writes that are kept for
 * an hour.
 */
export function costTerms(tokens: TokenLeaves, rates: Rates, hourCacheWriteTokens = 0): CostTerm[] | null {
  if (tokens.uncachedInput === null || tokens.output === null) return null;
  const written = tokens.cacheWrite ?? 0;
  const forAnHour = Math.min(written, hourCacheWriteTokens);
  const terms: CostTerm[] = [
    { kind: "uncached_input", tokens: tokens.uncachedInput, rate: rates.input },
    { kind: "cache_read", tokens: tokens.cacheRead ?? 0, rate: rates.cacheRead },
    { kind: "cache_write", tokens: written - forAnHour, rate: rates.cacheWrite },
    { kind: "cache_write_1h", tokens: forAnHour, rate: rates.hourCacheWrite },
    { kind: "output", tokens: tokens.output + (tokens.reasoning ?? 0), rate: rates.output },
  ];
  return terms.every((term) => term.tokens === 0) ? null : terms;
}

/** Nano-US$, not yet rounded. */
export function sumTerms(terms: readonly CostTerm[]): number {
  return terms.reduce((sum, { tokens, rate }) => sum + tokens * rate, 0);
}

/** What the price of an attempt is asked by: its own request where it is one, else the run that it is a part of. */
export function priceQuestionOf(receipt: Receipt, attempt: Attempt | null): PriceQuestion {
  const { provider, serviceTier, startedAt: at } = receipt;
  const model = attempt?.model ?? receipt.model;
  const request = attempt?.request;
  if (!request) return { model, provider, serviceTier, at };
  return {
    model,
    provider: request.provider ?? provider,
    serviceTier: request.serviceTier ?? serviceTier,
    at: request.at,
    contextTokens: inputTotal(attempt.tokens),
  };
}

/** All tokens of input, those from and to the cache too. */
export function inputTotal({ uncachedInput, cacheRead, cacheWrite }: TokenLeaves): number {
  return (uncachedInput ?? 0) + (cacheRead ?? 0) + (cacheWrite ?? 0);
}
