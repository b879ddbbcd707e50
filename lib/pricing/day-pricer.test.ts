import { expect, it } from "vitest";
import { compareAsByAlias } from "@/lib/receipts/model-names";
import { parseReceipt } from "@/lib/receipts/parse-receipt";
import { placeReceipt } from "@/lib/receipts/plan-batch";
import { dayIn } from "@/lib/time";
import { createDayPricer } from "./day-pricer";
import type { OwnPrices } from "./own-prices";
import { createPricer } from "./pricer";

const rest = { serviceTier: null, cacheRead: null, cacheWrite: null, note: "", savedBy: "tester" };
const own: OwnPrices = {
  version: 2,
  aliases: [],
  overrides: [
    { model: "house", fromDay: "2026-01-01", input: 1e9, output: 2e9, ...rest },
    { model: "house", fromDay: "2026-06-01", input: 10e9, output: 20e9, ...rest },
  ],
};

function stored(change: object) {
  const parsed = parseReceipt({
    ...{ id: "r", started_at: "2026-07-02T23:30:00Z", workflow: "w", step: "s", model: "house", status: "accepted" },
    ...change,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return placeReceipt(parsed.receipt, 1, {
    ...{ uploadId: null, now: "2026-07-03T00:00:00.000Z", dayOf: dayIn("UTC") },
    ...{ price: createPricer(own).price, compareAs: compareAsByAlias([]) },
  });
}

const usage = { input_tokens: 1_000, output_tokens: 100 };
/** Nano-US$: 1,000 × $1/M + 100 × $2/M. */
const EARLIER = 1_200_000;

it("prices calls on the day too, each of which has a time of its own, and leaves the run where it was", () => {
  const calls = ["2026-05-31T23:00:00Z", "2026-07-02T23:30:00Z"].map((at) => ({
    model: "house",
    usage,
    request: { at },
  }));
  const run = stored({ attempts: calls });
  expect(run.costNanoUsd).toBe(11 * EARLIER);
  const { price, counted } = createDayPricer(own, "2026-05-01");
  expect(price(run)).toEqual({ ...run, costNanoUsd: 2 * EARLIER, computedCostNanoUsd: 2 * EARLIER });
  expect(counted()).toMatchObject({ day: "2026-05-01", runs: 1, unpriced: [] });
});

it("prices a run whose cost was reported, and never takes that for the price of the day", () => {
  const { price, counted } = createDayPricer(own, "2026-05-01");
  expect(price(stored({ usage, cost_usd: 7 }))).toMatchObject({ costNanoUsd: EARLIER, costSource: "computed" });
  expect(price(stored({ cost_usd: 7 }))).toMatchObject({ costNanoUsd: null, costSource: "unpriced" });
  expect(counted().unpriced).toEqual([{ model: "house", code: "not_reported", message: expect.any(String), runs: 1 }]);
});
