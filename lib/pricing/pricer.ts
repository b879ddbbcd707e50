import type { Receipt, ReceiptCost, TokenLeaves } from "@/lib/receipts/receipt";
import { costTerms, priceQuestionOf, sumTerms } from "./cost-of";
import type { OwnPrices } from "./own-prices";
import { findPrice, type PriceQuestion, priceVersion, type Rates } from "./price-book";

const MAX_REMEMBERED = 10_000;
/** No price of the catalogue has a step below so many tokens (a test looks): the length of such requests makes no difference. */
export const NO_STEP_BELOW = 32_000;

/**
 * A function that prices receipts by the catalogue and what the project says itself. It remembers the rates that it
 * looked up, by model, provider, tier and hour.
 *
 * A reported cost wins, and what the price book makes of the tokens is kept beside it. Without either the receipt is
 * `unpriced`, which is not $0.
 */
export function createPricer(own: OwnPrices): { price: (receipt: Receipt) => ReceiptCost; version: string } {
  const remembered = new Map<string, Rates | null>();
  const version = priceVersion(own.version);

  function ratesOf(question: PriceQuestion): Rates | null {
    const { model, provider, serviceTier, at, contextTokens = 0 } = question;
    const steps = contextTokens < NO_STEP_BELOW ? 0 : contextTokens;
    const key = `${model}\u0001${provider}\u0001${serviceTier}\u0001${at.slice(0, 13)}\u0001${steps}`;
    let rates = remembered.get(key);
    if (rates === undefined) {
      const found = findPrice(question, own.overrides, own.aliases);
      rates = "rates" in found ? found.rates : null;
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      remembered.set(key, rates);
    }
    return rates;
  }

  function compute(receipt: Receipt): number | null {
    const cost = receipt.attempts
      ? sum(
          receipt.attempts.map((attempt) =>
            costOf(attempt.tokens, ratesOf(priceQuestionOf(receipt, attempt)), attempt.request?.hourCacheWriteTokens),
          ),
        )
      : null;
    return round(cost ?? costOf(receipt.tokens, ratesOf(priceQuestionOf(receipt, null))));
  }

  return {
    version,
    price(receipt) {
      const computed = compute(receipt);
      const reported = receipt.reportedCostNanoUsd;
      return {
        costNanoUsd: reported ?? computed,
        costSource: reported !== null ? "reported" : computed !== null ? "computed" : "unpriced",
        computedCostNanoUsd: computed,
        priceVersion: computed === null ? null : version,
      };
    },
  };
}

/** Nano-US$ of tokens at these rates, not yet rounded. */
function costOf(tokens: TokenLeaves, rates: Rates | null, hourCacheWriteTokens?: number | null): number | null {
  const terms = rates && costTerms(tokens, rates, hourCacheWriteTokens ?? 0);
  return terms && sumTerms(terms);
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
