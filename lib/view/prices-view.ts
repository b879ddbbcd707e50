import { formatCount, formatDay, formatExactUsd, formatPlural, formatUsd } from "@/lib/format";
import { nanoToUsd } from "@/lib/money";
import { findInCatalogue } from "@/lib/pricing/catalogue";
import type { OwnPrices } from "@/lib/pricing/own-prices";
import { type FoundPrice, findPrice, type NoPrice, type PriceSource } from "@/lib/pricing/price-book";
import type { PriceOverride } from "@/lib/pricing/price-override";
import type { RewriteSums } from "@/lib/pricing/rewrite-sums";
import { SERVICE_TIERS, type ServiceTier } from "@/lib/receipts/receipt";
import { formatAuthor } from "@/lib/verdict/setting-change";

/** Prices as texts, US$ per million tokens. */
export type PriceTexts = { input: string; cacheRead: string; cacheWrite: string; output: string };
export type TierRow = { tier: string; price: PriceTexts | null; source: string };
export type HistoryRow = { from: string; whose: string; price: PriceTexts };

/** What each tier of a model costs on a day, and why it does. */
export function tierRows(model: string, day: string, own: OwnPrices): TierRow[] {
  return SERVICE_TIERS.map((serviceTier) => {
    const found = priceOn(model, serviceTier, day, own);
    return "missing" in found
      ? { tier: serviceTier, price: null, source: found.message }
      : { tier: serviceTier, price: ratesTexts(found), source: sourceText(found.source) };
  });
}

/** All prices of a model's standard tier that there are by date, own ones first. */
export function priceHistory(model: string, day: string, own: OwnPrices): HistoryRow[] {
  const compared = own.aliases.find(({ sent }) => sent === model)?.model ?? model;
  const entry = findInCatalogue(compared, null, `${day}T12:00:00.000Z`);
  const mine = own.overrides
    .filter((each) => each.model === compared || each.model === model || each.model === entry?.model)
    .sort((a, b) => (a.fromDay < b.fromDay ? 1 : -1))
    .map((each) => ({
      from: formatDay(each.fromDay),
      whose: `own price${each.serviceTier ? `, ${each.serviceTier}` : ""}, by ${formatAuthor(each.savedBy)}${each.note === "" ? "" : `: ${each.note}`}`,
      price: overrideTexts(each),
    }));
  const theirs = (entry?.history ?? []).map(({ since, input, cacheRead, cacheWrite, output }) => ({
    from: since ? formatDay(since) : "from the start",
    whose: `catalogue, ${entry?.entry}`,
    price: {
      input: usd(input),
      cacheRead: usd(cacheRead ?? input),
      cacheWrite: usd(cacheWrite ?? input),
      output: usd(output),
    },
  }));
  return [...mine, ...theirs];
}

export function overrideTexts({ input, cacheRead, cacheWrite, output }: Omit<PriceOverride, "savedBy">): PriceTexts {
  const text = (nano: number) => usd(nanoToUsd(nano));
  return {
    input: text(input),
    cacheRead: text(cacheRead ?? input),
    cacheWrite: text(cacheWrite ?? input),
    output: text(output),
  };
}

/** `$5 in, $30 out`, or why there is no price. */
export function priceInShort(model: string, day: string, own: OwnPrices): { known: boolean; text: string } {
  const found = priceOn(model, null, day, own);
  if ("missing" in found) return { known: false, text: found.message };
  const { input, output } = ratesTexts(found);
  return { known: true, text: `${input} in, ${output} out` };
}

/** Why runs of a model have no cost, and what to do. */
export function unpricedReason(
  runs: {
    model: string;
    unpriced: number;
    withoutUsage: number;
    unpricedTiers: string[];
    firstUnpricedDay: string | null;
  },
  own: OwnPrices,
): string {
  if (runs.unpriced === 0) return "";
  const reasons: string[] = [];
  if (runs.withoutUsage > 0) {
    reasons.push(`${formatPlural(runs.withoutUsage, "run")} without token counts: send usage or cost_usd.`);
  }
  const rest = runs.unpriced - runs.withoutUsage;
  if (rest > 0 && runs.firstUnpricedDay) {
    const day = runs.firstUnpricedDay;
    const missing = runs.unpricedTiers
      .map((tier) => priceOn(runs.model, tier === "" ? null : (tier as ServiceTier), day, own))
      .flatMap((found) => ("missing" in found ? [found.message] : []));
    reasons.push(
      missing.length > 0
        ? [...new Set(missing)].join(" ")
        : `${formatPlural(rest, "run")} came before this price was known, or counted no tokens: recompute below.`,
    );
  }
  return reasons.join(" ");
}

export type SumRow = { model: string; receipts: string; before: string; after: string; unpriced: string };

/** What a rewrite changes, model by model, those with the most receipts first. */
export function sumRows(sums: RewriteSums): SumRow[] {
  return Object.entries(sums)
    .sort(([, a], [, b]) => b.receipts - a.receipts)
    .map(([model, { receipts, before, after, unpricedBefore, unpricedAfter }]) => ({
      model,
      receipts: formatCount(receipts),
      // A sum of nothing known is not $0.
      before: unpricedBefore === receipts ? "not known" : formatUsd(nanoToUsd(BigInt(before))),
      after: unpricedAfter === receipts ? "not known" : formatUsd(nanoToUsd(BigInt(after))),
      unpriced: `${formatCount(unpricedBefore)} → ${formatCount(unpricedAfter)}`,
    }));
}

function priceOn(model: string, serviceTier: ServiceTier | null, day: string, own: OwnPrices): FoundPrice | NoPrice {
  const at = `${day}T12:00:00.000Z`;
  return findPrice({ model, provider: null, serviceTier, at }, own.overrides, own.aliases);
}

function ratesTexts({ rates }: FoundPrice): PriceTexts {
  const text = (nanoPerToken: number) => usd(nanoPerToken / 1_000);
  return {
    input: text(rates.input),
    cacheRead: text(rates.cacheRead),
    cacheWrite: text(rates.cacheWrite),
    output: text(rates.output),
  };
}

function sourceText(source: PriceSource): string {
  const times = source.tier.source === null ? "" : `, times ${source.tier.factor} (${source.tier.source})`;
  if (source.kind === "override") {
    const note = source.note === "" ? "" : ` (${source.note})`;
    return `own price from ${formatDay(source.fromDay)} on, by ${formatAuthor(source.savedBy)}${note}${times}`;
  }
  return `catalogue, ${source.entry}${source.since ? ` from ${formatDay(source.since)} on` : ""}${times}`;
}

function usd(amount: number | null): string {
  // Rounded to what a price can be: a factor makes 0.30000000000000004 of 0.1 × 3.
  return amount === null ? "not per token" : formatExactUsd(Number(amount.toPrecision(12)));
}
