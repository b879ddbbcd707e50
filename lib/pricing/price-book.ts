import type { ModelAlias } from "@/lib/receipts/model-names";
import type { ServiceTier } from "@/lib/receipts/receipt";
import { CATALOGUE_VERSION, type CatalogueEntry, findInCatalogue } from "./catalogue";
import { findOverride, type PriceOverride } from "./price-override";
import { findTier, hourCacheWriteFactor, TIERS_VERSION, type TierLine } from "./service-tiers";

/** Nano-US$ per token, by kind. */
export type Rates = {
  input: number;
  cacheRead: number;
  cacheWrite: number;
  /** Written to the cache for an hour, where that has a price of its own; else as `cacheWrite`. */
  hourCacheWrite: number;
  output: number;
};

/** Where a price comes from. `tier` is what the standard price was multiplied by. */
export type PriceSource =
  | { kind: "catalogue"; entry: string; since: string | null; tier: TierLine }
  | { kind: "override"; fromDay: string; note: string; savedBy: string; tier: TierLine };

export type FoundPrice = { rates: Rates; source: PriceSource };

/** Why no price is known, which is never $0. */
export type NoPrice = {
  missing: "unknown_model" | "unknown_tier" | "before_first_day" | "no_token_price";
  message: string;
};

export type PriceQuestion = {
  model: string;
  provider: string | null;
  serviceTier: ServiceTier | null;
  /** UTC ISO 8601. */
  at: string;
  /** Input tokens, cached ones too, where it is asked for one request; absent for a run, which may be many. */
  contextTokens?: number;
};

/** What computed costs say they were computed with. `ownVersion` counts the project's own changes. */
export function priceVersion(ownVersion: number): string {
  const base = `genai-prices@${CATALOGUE_VERSION}+tiers-${TIERS_VERSION}`;
  return ownVersion === 0 ? base : `${base}+own-${ownVersion}`;
}

/**
 * The price of a model at an instant: the project's own from its day on (for the tier, else for the standard tier),
 * otherwise that of the catalogue of `@pydantic/genai-prices`; a standard price times its service tier.
 *
 * Own prices are looked up by the name that the model is compared as, then as it was sent, without the provider in
 * front, and by the catalogue's name for it, so that a price of `gpt-5.5` holds for `openai/gpt-5.5-2026-04-23`.
 */
export function findPrice(
  { model, provider, serviceTier, at, contextTokens }: PriceQuestion,
  overrides: readonly PriceOverride[],
  aliases: readonly ModelAlias[],
): FoundPrice | NoPrice {
  const compared = aliases.find(({ sent }) => sent === model)?.model ?? model;
  const entry =
    findInCatalogue(compared, provider, at, contextTokens) ?? findInCatalogue(model, provider, at, contextTokens);
  const names = [...new Set([compared, model, model.slice(model.lastIndexOf("/") + 1), entry?.model ?? compared])];
  const tier = serviceTier === "standard" ? null : serviceTier;
  const day = at.slice(0, 10);
  const ofTier = findOverride(overrides, names, tier, day);
  const hour = hourCacheWriteFactor(entry?.model ?? compared);
  if (ofTier.held) return fromOverride(ofTier.held, { factor: 1, source: null }, hour);
  const standard = tier === null ? ofTier : findOverride(overrides, names, null, day);
  const line = findTier(entry?.model ?? compared, tier);
  if (standard.held || entry) {
    if (!line) {
      const message = `What the tier ${tier} of ${compared} costs is not known: set an own price for it.`;
      return { missing: "unknown_tier", message };
    }
    return standard.held ? fromOverride(standard.held, line, hour) : fromCatalogue(entry as CatalogueEntry, line, hour);
  }
  const firstDay = ofTier.firstDay ?? standard.firstDay;
  if (firstDay) {
    const message = `The first known price of ${compared} holds from ${firstDay} on.`;
    return { missing: "before_first_day", message };
  }
  return { missing: "unknown_model", message: `The catalogue does not know ${compared}: set an own price for it.` };
}

/** `hour` is what an hour in the cache costs relative to input; null where nobody says. */
function fromOverride(held: PriceOverride, tier: TierLine, hour: number | null): FoundPrice {
  const nanoPerToken = (nanoPerMillion: number) => (nanoPerMillion * tier.factor) / 1_000_000;
  const { fromDay, note, savedBy } = held;
  return {
    rates: {
      input: nanoPerToken(held.input),
      cacheRead: nanoPerToken(held.cacheRead ?? held.input),
      cacheWrite: nanoPerToken(held.cacheWrite ?? held.input),
      hourCacheWrite: nanoPerToken(hour === null ? (held.cacheWrite ?? held.input) : hour * held.input),
      output: nanoPerToken(held.output),
    },
    source: { kind: "override", fromDay, note, savedBy, tier },
  };
}

function fromCatalogue(
  { entry, model, price }: CatalogueEntry,
  tier: TierLine,
  hour: number | null,
): FoundPrice | NoPrice {
  const { input, output } = price;
  if (input === null || output === null) {
    return { missing: "no_token_price", message: `The catalogue has no price per token for ${model}.` };
  }
  const nanoPerToken = (usdPerMillion: number) => usdPerMillion * tier.factor * 1_000;
  return {
    rates: {
      input: nanoPerToken(input),
      // A catalogue that names no price of its own for cached tokens bills them as input.
      cacheRead: nanoPerToken(price.cacheRead ?? input),
      cacheWrite: nanoPerToken(price.cacheWrite ?? input),
      hourCacheWrite: nanoPerToken(hour === null ? (price.cacheWrite ?? input) : hour * input),
      output: nanoPerToken(output),
    },
    source: { kind: "catalogue", entry, since: price.since, tier },
  };
}
