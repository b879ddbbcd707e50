import { expect, it } from "vitest";
import { findPrice } from "./price-book";
import type { PriceOverride } from "./price-override";

const own = (change: Partial<PriceOverride>): PriceOverride => ({
  ...{ model: "gpt-5.5", serviceTier: null, fromDay: "2026-11-05", note: "contract", savedBy: "signed in" },
  ...{ input: 4_000_000_000, cacheRead: null, cacheWrite: null, output: 20_000_000_000 },
  ...change,
});
const ask = (change: object) => ({
  ...{ model: "gpt-5.5", provider: null, serviceTier: null, at: "2026-11-05T00:00:00.000Z" },
  ...change,
});

it.each([
  ["the catalogue before the first day", { at: "2026-11-04T23:59:59.999Z" }, { kind: "catalogue" }, 5_000],
  ["the own price from its day on", {}, { kind: "override", fromDay: "2026-11-05" }, 4_000],
  ["the later own price", { at: "2026-12-01T00:00:00.000Z" }, { kind: "override", fromDay: "2026-11-20" }, 3_000],
  ["by the catalogue's name for a dated one", { model: "gpt-5.5-2026-04-23" }, { kind: "override" }, 4_000],
  ["without the provider", { model: "openai/gpt-5.5" }, { kind: "override" }, 4_000],
  ["by its alias", { model: "ours" }, { kind: "override" }, 4_000],
  ["times the tier of our table", { serviceTier: "flex" }, { kind: "override", tier: { factor: 0.5 } }, 2_000],
  ["by the tier's own price", { serviceTier: "batch" }, { kind: "override", tier: { factor: 1 } }, 1_000],
] as const)("finds %s", (_, change, source, input) => {
  const overrides = [
    own({}),
    own({ fromDay: "2026-11-20", input: 3_000_000_000 }),
    own({ serviceTier: "batch", input: 1_000_000_000 }),
  ];
  const found = findPrice(ask(change), overrides, [{ sent: "ours", model: "gpt-5.5", effort: null }]);
  expect(found).toMatchObject({ source, rates: { input } });
});

it.each([
  ["unknown_model", { model: "house-model-7" }],
  ["unknown_tier", { model: "gemini-2.5-pro", serviceTier: "priority" }],
  ["before_first_day", { model: "house", at: "2026-11-01T00:00:00.000Z" }],
] as const)("says %s", (missing, change) => {
  expect(findPrice(ask(change), [own({ model: "house" })], [])).toMatchObject({ missing });
});
