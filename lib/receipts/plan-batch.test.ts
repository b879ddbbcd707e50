import fc from "fast-check";
import { expect, it } from "vitest";
import { createPricer } from "../pricing/pricer";
import { compareAsByAlias } from "./model-names";
import { parseReceipt } from "./parse-receipt";
import { type BatchContext, type BatchItem, placeReceipt, planBatch } from "./plan-batch";
import type { Receipt } from "./receipt";

const contextOf = (version: number, model: string): BatchContext => ({
  uploadId: "upload",
  now: "2026-11-03T00:00:00.000Z",
  dayOf: (instant) => instant.slice(0, 10),
  price: createPricer({ version, overrides: [], aliases: [] }).price,
  compareAs: compareAsByAlias([{ sent: "a", model, effort: null }]),
});
const own = contextOf(1, "gpt-5.4");
const earlier = contextOf(0, "gpt-5.5");

function receipt(change: Record<string, unknown>): Receipt {
  const usage = { input_tokens: 1_000, output_tokens: 100 };
  const parsed = parseReceipt({
    ...{ id: "r", started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "s", model: "a", status: "pending", usage },
    ...change,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.receipt;
}

/** As a writer makes them ahead: the receipt of the item is the placed one. */
function ahead(line: number, sent: Receipt, by: BatchContext): BatchItem {
  const placed = placeReceipt(sent, line, { ...by, now: "" });
  return { line, receipt: placed, placed: { receipt: placed, price: by.price } };
}

const sent = fc.record({
  id: fc.constantFrom("r1", "r2", "r3"),
  model: fc.constantFrom("a", "gpt-5.5"),
  status: fc.constantFrom("accepted", "pending"),
  retries: fc.constantFrom(null, 0, 1),
  cost_usd: fc.constantFrom(null, 0.5),
});

it("comes to the same with receipts that were put in their place ahead, by these prices or by earlier ones", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(sent, fc.constantFrom("not", "own", "earlier")), { maxLength: 12 }), (messages) => {
      const receipts = messages.map(([message]) => receipt(message));
      const late = receipts.map((each, index) => ({ line: index + 1, receipt: each }));
      const early = receipts.map((each, index) => {
        const when = messages[index]?.[1];
        return when === "not"
          ? { line: index + 1, receipt: each }
          : ahead(index + 1, each, when === "own" ? own : earlier);
      });
      expect(planBatch(early, new Map(), own)).toEqual(planBatch(late, new Map(), own));
      // A transaction that is tried again plans again.
      expect(planBatch(early, new Map(), own)).toEqual(planBatch(late, new Map(), own));
    }),
    { numRuns: 300 },
  );
});

it("comes to the same against what is stored", () => {
  const stored = new Map([["r", placeReceipt(receipt({}), 7, { ...earlier, uploadId: "another" })]]);
  const amendment = receipt({ status: "accepted", retries: 2 });
  const plan = planBatch([ahead(1, amendment, own)], stored, own);
  expect(plan).toEqual(planBatch([{ line: 1, receipt: amendment }], stored, own));
  expect(plan).toMatchObject({ inserted: 0, amended: 1 });
});
