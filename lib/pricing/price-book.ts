import { calcPrice, findProvider, type ModelPrice } from "@pydantic/genai-prices";
import type { ServiceTier } from "@/lib/receipts/receipt";
import { TIERS_VERSION, tierFactor } from "./service-tiers";

/** Nano-US$ per token, by kind. */
export type Rates = { input: number; cacheRead: number; cacheWrite: number; output: number };

/** The installed version of the catalogue; a test holds the two together. */
export const CATALOGUE_VERSION = "0.1.8";

/** What computed costs say they were computed with. */
export const PRICE_VERSION = `genai-prices@${CATALOGUE_VERSION}+tiers-${TIERS_VERSION}`;

/**
 * The standard price of a model at an instant (UTC ISO 8601), from the catalogue of `@pydantic/genai-prices`, times
 * its service tier; null if either is unknown, which is never $0.
 *
 * Of a price in steps by context length the base step counts: a step applies to one request and a run is many, so
 * that a run's total says nothing about it.
 *
 * A model is looked up as it was sent, then without the provider in front of it (`openai/gpt-5.5`).
 */
export function findRates(of: {
  model: string;
  provider: string | null;
  serviceTier: ServiceTier | null;
  at: string;
}): Rates | null {
  const found = findModel(of.model, of.provider, new Date(of.at));
  if (!found) return null;
  const factor = tierFactor(found.model, of.serviceTier);
  const input = base(found.price.input_mtok);
  const output = base(found.price.output_mtok);
  if (factor === null || input === null || output === null) return null;
  const nanoPerToken = (usdPerMillion: number) => usdPerMillion * factor * 1_000;
  return {
    input: nanoPerToken(input),
    // A catalogue that names no price of its own for cached tokens bills them as input.
    cacheRead: nanoPerToken(base(found.price.cache_read_mtok) ?? input),
    cacheWrite: nanoPerToken(base(found.price.cache_write_mtok) ?? input),
    output: nanoPerToken(output),
  };
}

function findModel(
  model: string,
  provider: string | null,
  timestamp: Date,
): { model: string; price: ModelPrice } | null {
  const slash = model.lastIndexOf("/");
  const tries: [name: string, provider: string | null][] = [];
  if (provider && isProvider(provider)) tries.push([model, provider]);
  tries.push([model, null]);
  if (slash > 0) {
    const [prefix, name] = [model.slice(0, slash), model.slice(slash + 1)];
    if (isProvider(prefix)) tries.push([name, prefix]);
    tries.push([name, null]);
  }
  for (const [name, providerId] of tries) {
    const price = calcPrice({ input_tokens: 1, output_tokens: 1 }, name, {
      timestamp,
      ...(providerId === null ? {} : { providerId: providerId.toLowerCase() }),
    });
    if (price) return { model: price.model.id, price: price.model_price };
  }
  return null;
}

function isProvider(name: string): boolean {
  return findProvider({ providerId: name.toLowerCase() })?.id === name.toLowerCase();
}

function base(price: ModelPrice[string]): number | null {
  if (price === undefined) return null;
  return typeof price === "number" ? price : price.base;
}
