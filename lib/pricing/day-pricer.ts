import type { Receipt } from "@/lib/receipts/receipt";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import { priceQuestionOf } from "./cost-of";
import type { OwnPrices } from "./own-prices";
import { findPrice, type NoPrice } from "./price-book";
import { createPricer } from "./pricer";

/** Runs of a model without a price on the day, and why. */
export type UnpricedRuns = { model: string; code: NoPrice["missing"] | "not_reported"; message: string; runs: number };

/** What figures at one day's prices were made from. */
export type PricesOnDay = {
  /** `2026-11-01` */
  day: string;
  priceVersion: string;
  /** Runs that were priced anew, or could not be. */
  runs: number;
  /** Those that could not be, the most first. */
  unpriced: UnpricedRuns[];
};

const MAX_NAMED = 100;
const OTHERS = "(other models)";

/**
 * Receipts as they would be at the prices of one day, whatever their cost is and wherever it came from: as if each had
 * been made on that day, at its time of day, since some prices hold by the hour. It counts what it priced, and why it
 * could not.
 */
export function createDayPricer(
  own: OwnPrices,
  day: string,
): { price: (receipt: StoredReceipt) => StoredReceipt; counted: () => PricesOnDay } {
  const { price, version } = createPricer(own);
  const unpriced = new Map<string, UnpricedRuns>();
  let runs = 0;

  function count(model: string, reason: Pick<UnpricedRuns, "code" | "message">): void {
    const key = (name: string) => `${name}\u0001${reason.code}`;
    const named = unpriced.has(key(model)) || unpriced.size < MAX_NAMED ? model : OTHERS;
    const known = unpriced.get(key(named)) ?? { model: named, ...reason, runs: 0 };
    unpriced.set(key(named), { ...known, runs: known.runs + 1 });
  }

  return {
    price(receipt) {
      const moved = asIfOn(receipt, day);
      const { computedCostNanoUsd, priceVersion } = price(moved);
      runs += 1;
      if (computedCostNanoUsd === null) count(receipt.comparedModel, whyUnpriced(moved, own));
      return {
        ...receipt,
        costNanoUsd: computedCostNanoUsd,
        costSource: computedCostNanoUsd === null ? "unpriced" : "computed",
        computedCostNanoUsd,
        priceVersion,
      };
    },
    counted: () => ({
      day,
      priceVersion: version,
      runs,
      unpriced: [...unpriced.values()].sort((a, b) => b.runs - a.runs || (a.model < b.model ? -1 : 1)),
    }),
  };
}

/** A run, and each request inside it, on another day at the same time of day (UTC). */
function asIfOn<T extends Receipt>(receipt: T, day: string): T {
  const move = (instant: string) => day + instant.slice(day.length);
  return {
    ...receipt,
    startedAt: move(receipt.startedAt),
    attempts:
      receipt.attempts?.map((attempt) =>
        attempt.request ? { ...attempt, request: { ...attempt.request, at: move(attempt.request.at) } } : attempt,
      ) ?? null,
  };
}

function whyUnpriced(receipt: Receipt, own: OwnPrices): Pick<UnpricedRuns, "code" | "message"> {
  const found = findPrice(priceQuestionOf(receipt, null), own.overrides, own.aliases);
  return "missing" in found
    ? { code: found.missing, message: found.message }
    : { code: "not_reported", message: "The receipt does not say how many tokens it used." };
}
