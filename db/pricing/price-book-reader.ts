import type postgres from "postgres";
import type { OwnPrices } from "@/lib/pricing/own-prices";
import { createPricer } from "@/lib/pricing/pricer";
import { type CompareAs, compareAsByAlias } from "@/lib/receipts/model-names";
import type { Receipt, ReceiptCost } from "@/lib/receipts/receipt";
import { getOwnPrices, getOwnPricesVersion } from "../queries/get-own-prices";

/** How receipts are priced and named by what a project has set at one moment. */
export type PriceBook = { price: (receipt: Receipt) => ReceiptCost; compareAs: CompareAs; version: string };

/**
 * A function that gives the price book as it is now. To be asked in each transaction after its lock
 * (`db/cells/cost-cap-lock.ts`): a change waits for all batches, so that whatever is written after it follows it. It is
 * made anew only when something was changed, since it remembers the rates that it looked up.
 */
export function createPriceBookReader(
  projectId: string,
): (sql: postgres.Sql | postgres.TransactionSql) => Promise<PriceBook> {
  let book: { of: number; book: PriceBook } | null = null;
  return async (sql) => {
    const version = await getOwnPricesVersion(sql, projectId);
    if (book?.of !== version) book = { of: version, book: priceBookOf(await getOwnPrices(sql, projectId)) };
    return book.book;
  };
}

function priceBookOf(own: OwnPrices): PriceBook {
  const { price, version } = createPricer(own);
  return { price, version, compareAs: compareAsByAlias(own.aliases) };
}
