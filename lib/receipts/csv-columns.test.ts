import { describe, expect, it } from "vitest";
import { areReceiptColumns, CSV_COLUMNS, csvReceipt } from "./csv-columns";

const NEEDED = ["id", "started_at", "workflow", "step", "model", "status"];

describe("areReceiptColumns", () => {
  it.each<[string[], boolean]>([
    [CSV_COLUMNS, true],
    [[...NEEDED, "labels.team", "usage.input_tokens"], true],
    [[...NEEDED, "team"], false],
    [NEEDED.slice(1), false],
    [["id", "ts", "model"], false],
    [[], false],
  ])("%j: %s", (names, are) => {
    expect(areReceiptColumns(names)).toBe(are);
  });
});

it("csvReceipt puts texts, numbers and flags where a receipt has them", () => {
  const row = { id: "'=1", "usage.output_tokens": "12", first_pass: "TRUE", "labels.by": "'-me", cost_usd: "0,5" };
  expect(csvReceipt(row)).toEqual({
    ...{ id: "=1", usage: { output_tokens: 12 }, first_pass: true, labels: { by: "-me" } },
    // Not a number, for validation to name.
    cost_usd: "0,5",
  });
});
