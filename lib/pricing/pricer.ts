import type { PricedReceipt, Receipt, TokenLeaves } from "@/lib/receipts/receipt";
import { findRates, PRICE_VERSION, type Rates } from "./price-book";

const MAX_REMEMBERED = 10_000;

/**
 * A function that prices receipts. It remembers the rates that it looked up, by model, provider, tier and hour.
 *
 * A reported cost wins, and what the price book makes of the tokens is kept beside it. Without either the receipt is
 * `unpriced`, which is not $0.
 */
export function createPricer(): { price: (receipt: Receipt) => PricedReceipt; version: string } {
  const remembered = new Map<string, Rates | null>();

  function ratesOf(receipt: Receipt, model: string): Rates | null {
    const hour = receipt.startedAt.slice(0, 13);
    const key = `${model}\u0001${receipt.provider}\u0001${receipt.serviceTier}\u0001${hour}`;
    let rates = remembered.get(key);
    if (rates === undefined) {
      const { provider, serviceTier, startedAt: at } = receipt;
      rates = findRates({ model, provider, serviceTier, at });
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      remembered.set(key, rates);
    }
    return rates;
  }

  function compute(receipt: Receipt): number | null {
    const cost = receipt.attempts
      ? sum(receipt.attempts.map((attempt) => costOf(attempt.tokens, ratesOf(receipt, attempt.model))))
      : null;
    return round(cost ?? costOf(receipt.tokens, ratesOf(receipt, receipt.model)));
  }

  return {
    version: PRICE_VERSION,
    price(receipt) {
      const computed = compute(receipt);
      const reported = receipt.reportedCostNanoUsd;
      return {
        ...receipt,
        costNanoUsd: reported ?? computed,
        costSource: reported !== null ? "reported" : computed !== null ? "computed" : "unpriced",
        computedCostNanoUsd: computed,
        priceVersion: computed === null ? null : PRICE_VERSION,
      };
    },
  };
}

/**
 * Nano-US$ of tokens at these rates, not yet rounded. Input whose split is not known is billed as uncached, which is
 * what a bill without caching says. Not computable without input and output; 0 of both is how many sources write
 * *not reported*, so that it is no price either.
 */
function costOf(tokens: TokenLeaves, rates: Rates | null): number | null {
  if (!rates || tokens.uncachedInput === null || tokens.output === null) return null;
  const cacheRead = tokens.cacheRead ?? 0;
  const cacheWrite = tokens.cacheWrite ?? 0;
  const output = tokens.output + (tokens.reasoning ?? 0);
  if (tokens.uncachedInput + cacheRead + cacheWrite + output === 0) return null;
  return (
    tokens.uncachedInput * rates.input +
    cacheRead * rates.cacheRead +
    cacheWrite * rates.cacheWrite +
    output * rates.output
  );
}

function sum(costs: (number | null)[]): number | null {
  let total = 0;
  for (const cost of costs) {
    if (cost === null) return null;
    total += cost;
  }
  return costs.length === 0 ? null : total;
}

function round(cost: number | null): number | null {
  if (cost === null) return null;
  const nano = Math.round(cost);
  return Number.isSafeInteger(nano) ? nano : null;
}
