import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseReceipt } from "@/lib/receipts/parse-receipt";
import type { Receipt } from "@/lib/receipts/receipt";
import { CATALOGUE_VERSION } from "./catalogue";
import { NO_OWN_PRICES } from "./own-prices";
import { createPricer, NO_STEP_BELOW } from "./pricer";

const { price, version } = createPricer(NO_OWN_PRICES);
const usage = { input_tokens: 15_669, cache_read_tokens: 199, output_tokens: 2_231, reasoning_tokens: 965 };

function receipt(change: Record<string, unknown>): Receipt {
  const parsed = parseReceipt({
    id: "run",
    started_at: "2026-11-02T09:30:00Z",
    workflow: "w",
    step: "s",
    model: "gpt-5.5",
    status: "accepted",
    usage,
    ...change,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.receipt;
}

it("names the version of the price catalogue that is installed", () => {
  const installed = JSON.parse(readFileSync("node_modules/@pydantic/genai-prices/package.json", "utf8"));
  expect(CATALOGUE_VERSION).toBe(installed.version);
});

it("takes the length of no request for nothing: no step of the catalogue starts below", () => {
  // The package gives out one model at a time; its data, in its own text, are all of them.
  const text = readFileSync("node_modules/@pydantic/genai-prices/dist/index.js", "utf8");
  const starts = [...text.matchAll(/\btiers: \[\s*\{\s*start: ([\d.e]+)/g)].map(([, start]) => Number(start));
  expect(starts.length).toBeGreaterThan(50);
  expect(Math.min(...starts)).toBeGreaterThanOrEqual(NO_STEP_BELOW);
  expect([...text.matchAll(/\btiers: \[/g)].length).toBeLessThanOrEqual(starts.length + 1);
});

describe("price", () => {
  // US$ per million: gpt-5.5 5 / 0.50 / 30, gpt-5.4 2.50 / 0.25 / 15
  const gpt55 = 15_470 * 5_000 + 199 * 500 + 2_231 * 30_000;
  const gpt54 = 15_470 * 2_500 + 199 * 250 + 2_231 * 15_000;
  it.each([
    ["the standard price", {}, gpt55],
    ["gpt-5.4", { model: "gpt-5.4" }, gpt54],
    ["a dated name", { model: "gpt-5.5-2026-04-23" }, gpt55],
    ["a provider in front", { model: "openai/gpt-5.5" }, gpt55],
    ["a provider that the catalogue does not know", { provider: "our-proxy" }, gpt55],
    ["standard is no surcharge", { service_tier: "standard" }, gpt55],
    ["fast", { service_tier: "fast" }, 2.5 * gpt55],
    ["priority of gpt-5.4", { model: "gpt-5.4", service_tier: "priority" }, 2 * gpt54],
    ["flex", { service_tier: "flex" }, 0.5 * gpt55],
    ["batch", { service_tier: "batch" }, 0.5 * gpt55],
    [
      "a run's total is no request: the long-context step stays away",
      { usage: { input_tokens: 1_000_000, output_tokens: 10 } },
      5e9 + 300_000,
    ],
  ])("%s", (_, change, nano) => {
    expect(price(receipt(change))).toMatchObject({
      costNanoUsd: nano,
      computedCostNanoUsd: nano,
      costSource: "computed",
      priceVersion: version,
    });
  });

  it.each([
    ["an unknown model", { model: "house-model-7" }],
    ["no usage", { usage: null }],
    ["no output", { usage: { input_tokens: 5 } }],
    ["0 in and 0 out, which means not reported", { usage: { input_tokens: 0, output_tokens: 0 } }],
    ["a tier without a known price", { model: "gemini-2.5-pro", service_tier: "priority" }],
  ])("%s is unpriced, never $0", (_, change) => {
    expect(price(receipt(change))).toMatchObject({
      costNanoUsd: null,
      costSource: "unpriced",
      computedCostNanoUsd: null,
    });
  });

  it("takes the reported cost, and keeps the computed one beside it", () => {
    expect(price(receipt({ cost_usd: 0.104 }))).toMatchObject({
      costNanoUsd: 104_000_000,
      costSource: "reported",
      computedCostNanoUsd: gpt55,
    });
    expect(price(receipt({ cost_usd: 0, model: "house-model-7" }))).toMatchObject({
      costNanoUsd: 0,
      costSource: "reported",
      computedCostNanoUsd: null,
    });
  });

  it("prices each attempt by its own model", () => {
    const attempts = [
      { model: "gpt-5.4", usage: { input_tokens: 1_000, output_tokens: 100 } },
      { model: "gpt-5.5", usage: { input_tokens: 1_000, output_tokens: 100 } },
    ];
    const own = { usage: { input_tokens: 2_000, output_tokens: 200 }, attempts };
    expect(price(receipt(own)).costNanoUsd).toBe(1_000 * 7_500 + 100 * 45_000);
  });
});
