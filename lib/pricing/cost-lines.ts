import { nanoToUsd } from "@/lib/money";
import type { PricedReceipt } from "@/lib/receipts/receipt";
import { findRates } from "./price-book";

/** One kind of token of a run and what it costs by today's price book. */
export type CostLine = { kind: string; tokens: number; usdPerMillion: number; usd: number };

/** How a cost comes out of the tokens, or why there is no such sum. */
export type CostArithmetic = { lines: CostLine[]; totalUsd: number } | { missing: string; message: string };

/** The arithmetic behind a receipt's computed cost, from its run's tokens. */
export function costLines(receipt: PricedReceipt): CostArithmetic {
  const { model, provider, serviceTier, startedAt: at, tokens } = receipt;
  if (tokens.uncachedInput === null || tokens.output === null) {
    return { missing: "not_reported", message: "The receipt does not say how many tokens it used." };
  }
  const rates = findRates({ model, provider, serviceTier, at });
  if (!rates) {
    return {
      missing: "unknown_price",
      message: `No price is known for ${model} on ${serviceTier ?? "standard"} at that time.`,
    };
  }
  const kinds: [string, number | null, number][] = [
    ["uncached_input", tokens.uncachedInput, rates.input],
    ["cache_read", tokens.cacheRead, rates.cacheRead],
    ["cache_write", tokens.cacheWrite, rates.cacheWrite],
    ["output", tokens.output, rates.output],
    ["reasoning", tokens.reasoning, rates.output],
  ];
  const lines = kinds.flatMap(([kind, count, nanoPerToken]) =>
    count === null || count === 0
      ? []
      : [{ kind, tokens: count, usdPerMillion: nanoPerToken / 1_000, usd: nanoToUsd(count * nanoPerToken) }],
  );
  return { lines, totalUsd: lines.reduce((sum, line) => sum + line.usd, 0) };
}
