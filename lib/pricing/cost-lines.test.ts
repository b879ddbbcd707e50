import { expect, it } from "vitest";
import { parseReceipt } from "@/lib/receipts/parse-receipt";
import { costLines } from "./cost-lines";
import { NO_OWN_PRICES } from "./own-prices";
import { createPricer } from "./pricer";

function arithmetic(change: object) {
  const parsed = parseReceipt({
    ...{ id: "r", started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "s", model: "gpt-5.5", status: "accepted" },
    usage: { input_tokens: 15_669, cache_read_tokens: 199, output_tokens: 2_231, reasoning_tokens: 965 },
    ...change,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const priced = { ...parsed.receipt, ...createPricer(NO_OWN_PRICES).price(parsed.receipt) };
  return { priced, found: costLines(priced, NO_OWN_PRICES) };
}

it("writes the sum out, and says how far the reported cost is from it", () => {
  const { priced, found } = arithmetic({ cost_usd: 0.2 });
  if ("missing" in found) throw new Error(found.message);
  expect(found.words).toBe("15,470 uncached input × $5/M + 199 cache read × $0.50/M + 2,231 output × $30/M");
  expect(found.totalUsd).toBeCloseTo((priced.computedCostNanoUsd ?? 0) / 1e9, 12);
  expect(found.reportedMinusComputedUsd).toBeCloseTo(0.2 - found.totalUsd, 12);
});

it("goes attempt by attempt, each by its own model", () => {
  const usage = { input_tokens: 1_000, output_tokens: 100 };
  const { priced, found } = arithmetic({
    usage: { input_tokens: 2_000, output_tokens: 200 },
    attempts: [
      { model: "gpt-5.4", usage },
      { model: "gpt-5.5", usage },
    ],
  });
  if ("missing" in found) throw new Error(found.message);
  expect(found.parts.map(({ attempt, model }) => [attempt, model])).toEqual([
    [0, "gpt-5.4"],
    [1, "gpt-5.5"],
  ]);
  expect(found.totalUsd).toBeCloseTo((priced.computedCostNanoUsd ?? 0) / 1e9, 12);
});

it.each<[string, object, boolean]>([
  ["totals that would be long in one request", { usage: { input_tokens: 300_000, output_tokens: 100 } }, true],
  ["totals that would be short in one too", { usage: { input_tokens: 200_000, output_tokens: 100 } }, false],
  [
    "one request that is long, at its own price",
    {
      usage: null,
      attempts: [
        {
          ...{ model: "gpt-5.5", usage: { input_tokens: 300_000, output_tokens: 100 } },
          request: { at: "2026-11-02T09:30:00Z" },
        },
      ],
    },
    false,
  ],
])("says whether the price of a long context was left out: %s", (_, change, pricedAsShort) => {
  expect(arithmetic(change).found).toMatchObject({ parts: [{ pricedAsShort }] });
});

it("says why there is no sum", () => {
  expect(arithmetic({ model: "house-model-7" }).found).toMatchObject({ missing: "unknown_model" });
  expect(arithmetic({ usage: null }).found).toMatchObject({ missing: "not_reported" });
});
