import { expect, it } from "vitest";
import { costLines } from "@/lib/pricing/cost-lines";
import { NO_OWN_PRICES } from "@/lib/pricing/own-prices";
import { createPricer } from "@/lib/pricing/pricer";
import { compareAsByAlias } from "@/lib/receipts/model-names";
import { parseReceipt } from "@/lib/receipts/parse-receipt";
import { placeReceipt } from "@/lib/receipts/plan-batch";
import { dayIn } from "@/lib/time";
import { costView } from "./receipt-view";

function viewOf(attempts: object[]) {
  return costViewOf(attempts).lines.map(({ model, kind, sum }) => [model, kind, sum]);
}

function costViewOf(attempts: object[]) {
  const parsed = parseReceipt({
    ...{ id: "r", started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "s", model: "gpt-5.4", status: "accepted" },
    attempts,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const stored = placeReceipt(parsed.receipt, 1, {
    uploadId: null,
    now: "2026-11-03T00:00:00.000Z",
    dayOf: dayIn("UTC"),
    price: createPricer(NO_OWN_PRICES).price,
    compareAs: compareAsByAlias([]),
  });
  return costView(stored, costLines(stored, NO_OWN_PRICES));
}

const plain = { input_tokens: 1_000, output_tokens: 100 };
const cached = { input_tokens: 3_000, cache_read_tokens: 2_000, output_tokens: 300 };

it("adds up the attempts of one model, a line for each kind of token in the usual order", () => {
  expect(
    viewOf([
      { model: "gpt-5.4", usage: plain },
      { model: "gpt-5.4", usage: cached },
    ]),
  ).toEqual([
    [null, "uncached input", "2,000 × $2.50/M"],
    [null, "cache read", "2,000 × $0.25/M"],
    [null, "output", "400 × $15/M"],
  ]);
});

it("keeps models apart, named, in the order in which they were used", () => {
  expect(
    viewOf([
      { model: "gpt-5.4", usage: plain },
      { model: "gpt-5.5", usage: cached },
      { model: "gpt-5.4", usage: cached },
    ]),
  ).toEqual([
    ["gpt-5.4", "uncached input", "2,000 × $2.50/M"],
    ["gpt-5.4", "cache read", "2,000 × $0.25/M"],
    ["gpt-5.4", "output", "400 × $15/M"],
    ["gpt-5.5", "uncached input", "1,000 × $5/M"],
    ["gpt-5.5", "cache read", "2,000 × $0.50/M"],
    ["gpt-5.5", "output", "300 × $30/M"],
  ]);
});

it("says that the price of a long context is left out of what may be many requests", () => {
  const totals = { model: "gpt-5.4", usage: { input_tokens: 900_000, output_tokens: 100 } };
  expect(costViewOf([totals]).below).toMatch(/may be of many requests/);
  expect(costViewOf([{ ...totals, request: { at: "2026-11-02T09:30:00Z" } }]).below).not.toMatch(/many requests/);
});
