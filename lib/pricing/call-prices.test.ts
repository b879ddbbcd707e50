import { expect, it } from "vitest";
import { callPart } from "@/lib/receipts/formats/call-part";
import { runOf } from "@/lib/receipts/formats/run-of";
import type { CallPart } from "@/lib/receipts/formats/source-format";
import { costLines } from "./cost-lines";
import { NO_OWN_PRICES } from "./own-prices";
import { createPricer } from "./pricer";

const { price } = createPricer(NO_OWN_PRICES);
type Tokens = [input: number, cacheRead: number, cacheWrite: number, output: number];
const call = ([uncachedInput, cacheRead, cacheWrite, output]: Tokens, change: Partial<CallPart>) =>
  callPart({
    ...{ at: "2026-11-02T09:30:00.000Z", model: "claude-sonnet-4-5" },
    tokens: { uncachedInput, cacheRead, cacheWrite, output, reasoning: null },
    ...change,
  });
function priced(...calls: CallPart[]) {
  const run = runOf(
    "r",
    calls.map((part, index) => ({ id: `p${index}`, runId: "r", part })),
  );
  if (!run) throw new Error("these calls are no run");
  return { ...run, ...price(run) };
}

it("totals of many requests have no step, whatever they add up to: 3 and 15, and not 6 and 22.5", () => {
  const totals = call([900_000, 0, 0, 1_000], { manyRequests: true });
  expect(priced(totals).computedCostNanoUsd).toBe((900_000 * 3 + 1_000 * 15) * 1_000);
});

/** US$ per million tokens × tokens = millionths of a US$; 1,000 nano-US$ each. */
it.each<[string, CallPart[], number]>([
  [
    "sonnet 4.5 with 200,000 tokens of input: its base, 3 and 15",
    [call([200_000, 0, 0, 1_000], {})],
    200_000 * 3 + 1_000 * 15,
  ],
  ["… with one token more: 6 and 22.5 for all of it", [call([200_001, 0, 0, 1_000], {})], 200_001 * 6 + 1_000 * 22.5],
  [
    "… where the tokens from and to the cache are what makes it long: 0.6 and 7.5",
    [call([1_000, 190_000, 10_000, 1_000], {})],
    1_000 * 6 + 190_000 * 0.6 + 10_000 * 7.5 + 1_000 * 22.5,
  ],
  [
    "two requests that are long only together: each at its base",
    [call([150_000, 0, 0, 500], {}), call([150_000, 0, 0, 500], { at: "2026-11-02T09:31:00.000Z" })],
    300_000 * 3 + 1_000 * 15,
  ],
  [
    "one long request among short ones: it alone is dearer",
    [call([250_000, 0, 0, 500], {}), call([1_000, 0, 0, 500], { at: "2026-11-02T09:31:00.000Z" })],
    250_000 * 6 + 500 * 22.5 + 1_000 * 3 + 500 * 15,
  ],
  [
    "gemini 2.5 pro above 200,000: 2.5, 0.25 and 15",
    [call([150_000, 60_000, 0, 2_000], { model: "gemini-2.5-pro" })],
    150_000 * 2.5 + 60_000 * 0.25 + 2_000 * 15,
  ],
  [
    "gpt-5.5 from 272,000 on: 10 and 45, times its fast tier's 2.5",
    [call([272_000, 0, 0, 100], { model: "gpt-5.5", serviceTier: "fast" })],
    2.5 * (272_000 * 10 + 100 * 45),
  ],
  [
    "an hour in the cache: twice the input's 5, beside five minutes at 6.25",
    [call([1_000, 0, 10_000, 100], { model: "claude-opus-4-8", cacheWrite1h: 4_000 })],
    1_000 * 5 + 6_000 * 6.25 + 4_000 * 10 + 100 * 25,
  ],
  [
    "an hour in the cache of a long request: twice 6",
    [call([200_000, 0, 10_000, 100], { cacheWrite1h: 10_000 })],
    200_000 * 6 + 10_000 * 12 + 100 * 22.5,
  ],
  [
    "opus 4.6, fast: 30 and 150, its cache six times as dear too",
    [call([1_000, 10_000, 2_000, 100], { model: "claude-opus-4-6", serviceTier: "fast", cacheWrite1h: 2_000 })],
    1_000 * 30 + 10_000 * 3 + 2_000 * 60 + 100 * 150,
  ],
  [
    "opus 4.8, fast: 10 and 50",
    [call([1_000, 0, 0, 100], { model: "claude-opus-4-8", serviceTier: "fast" })],
    1_000 * 10 + 100 * 50,
  ],
  [
    "opus 5.5, fast: 8 and 40",
    [call([1_000, 0, 0, 100], { model: "claude-opus-5-5", serviceTier: "fast" })],
    1_000 * 8 + 100 * 40,
  ],
  [
    "a run of one fast call and one at standard speed",
    [
      call([1_000, 0, 0, 100], { model: "claude-opus-4-8", serviceTier: "fast" }),
      call([1_000, 0, 0, 100], { model: "claude-opus-4-8", serviceTier: "standard", at: "2026-11-02T09:31:00.000Z" }),
    ],
    1_000 * 15 + 100 * 75,
  ],
])("%s", (_, calls, microUsd) => {
  const receipt = priced(...calls);
  expect(receipt).toMatchObject({ costSource: "computed", costNanoUsd: microUsd * 1_000 });
  const shown = costLines(receipt, NO_OWN_PRICES);
  expect("totalUsd" in shown && shown.totalUsd).toBeCloseTo(microUsd / 1e6, 9);
});

it("has no price for a fast tier that nobody sells", () => {
  const receipt = priced(call([1_000, 0, 0, 100], { model: "claude-sonnet-4-5", serviceTier: "fast" }));
  expect(receipt).toMatchObject({ costNanoUsd: null, costSource: "unpriced" });
});
