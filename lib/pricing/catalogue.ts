import { calcPrice, findProvider, type ModelInfo, type ModelPrice } from "@pydantic/genai-prices";

/** The installed version of the catalogue; a test holds the two together. */
export const CATALOGUE_VERSION = "0.1.8";

/** A standard price of the catalogue, US$ per million tokens; null where it names none for this kind. */
export type CataloguePrice = {
  /** First day of it; null where the catalogue gives none. */
  since: string | null;
  input: number | null;
  cacheRead: number | null;
  cacheWrite: number | null;
  output: number | null;
};

/** A model of the catalogue at an instant. */
export type CatalogueEntry = {
  /** `openai/gpt-5.5` */
  entry: string;
  model: string;
  price: CataloguePrice;
  /** All its prices that hold by date, the latest first. */
  history: CataloguePrice[];
};

/**
 * A model at an instant (UTC ISO 8601): looked up as it is named, then without the provider in front of it
 * (`openai/gpt-5.5`). null if the catalogue does not know it.
 *
 * Of a price in steps by context length that of a request with so many input tokens. A run is many requests, so that its
 * total says nothing about the step: for it the base counts, which is that of 0.
 */
export function findInCatalogue(
  model: string,
  provider: string | null,
  at: string,
  contextTokens = 0,
): CatalogueEntry | null {
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
    const found = calcPrice({ input_tokens: 1, output_tokens: 1 }, name, {
      timestamp: new Date(at),
      ...(providerId === null ? {} : { providerId: providerId.toLowerCase() }),
    });
    if (!found) continue;
    const dated = datedPrices(found.model);
    return {
      entry: `${found.provider.id}/${found.model.id}`,
      model: found.model.id,
      price: readPrice(
        found.model_price,
        dated.find(({ prices }) => prices === found.model_price)?.since ?? null,
        contextTokens,
      ),
      history: dated.map(({ since, prices }) => readPrice(prices, since, 0)).reverse(),
    };
  }
  return null;
}

/** In the order of the catalogue: the oldest first. */
function datedPrices(model: ModelInfo): { since: string | null; prices: ModelPrice }[] {
  if (!Array.isArray(model.prices)) return [{ since: null, prices: model.prices }];
  return model.prices.map(({ constraint, prices }) => ({
    since: constraint?.type === "start_date" ? constraint.start_date : null,
    prices,
  }));
}

function readPrice(price: ModelPrice, since: string | null, contextTokens: number): CataloguePrice {
  const step = (of: ModelPrice[string]) => stepOf(of, contextTokens);
  return {
    since,
    input: step(price.input_mtok),
    cacheRead: step(price.cache_read_mtok),
    cacheWrite: step(price.cache_write_mtok),
    output: step(price.output_mtok),
  };
}

function isProvider(name: string): boolean {
  return findProvider({ providerId: name.toLowerCase() })?.id === name.toLowerCase();
}

/** A step holds for the whole request, and from above its first token on. */
function stepOf(price: ModelPrice[string], contextTokens: number): number | null {
  if (price === undefined) return null;
  if (typeof price === "number") return price;
  const reached = price.tiers.filter(({ start }) => contextTokens > start).sort((a, b) => a.start - b.start);
  return reached.at(-1)?.price ?? price.base;
}
