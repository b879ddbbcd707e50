import { describe, expect, it } from "vitest";
import { findRecords } from "./find-records";

const run = { id: "a", ts: "2026-11-02T09:30:00Z", model: "m", step: "s", suite: "w", passed: true };
const receipt = {
  id: "a",
  started_at: "2026-11-02T09:30:00Z",
  workflow: "w",
  step: "s",
  model: "m",
  status: "pending",
};

describe("findRecords", () => {
  it.each<[string, unknown, string | null]>([
    ["a page of our own", { receipts: [receipt], next_cursor: "x" }, "receipts"],
    ["… behind other members", { next_cursor: null, count: { of: [1] }, receipts: [receipt] }, "receipts"],
    ["… that is empty", { receipts: [] }, "receipts"],
    ["a list of runs", { generated_at: "2026-11-03T00:00:00Z", version: 2, trials: [run, run] }, "trials"],
    ["a list of who knows what, by a usual name", { object: "list", data: [{ x: 1 }] }, "data"],
    ["… by a name of a run's own", { object: "list", messages: [{ role: "user" }] }, null],
    ["two lists of objects", { data: [run], rows: [run] }, null],
    ["a list of texts beside one of objects", { names: ["a"], rows: [run] }, "rows"],
    ["a run with messages", { ...run, messages: [{ role: "user", time: "2026-11-02T09:30:00Z" }] }, null],
    ["a receipt with attempts", { ...receipt, attempts: [{ model: "m", outcome: "failed" }] }, null],
    ["a list of texts", { data: ["a", "b"] }, null],
    ["a list within an object", { page: { rows: [run] } }, null],
  ])("%s", (_, value, name) => {
    expect(findRecords(JSON.stringify(value))).toBe(name);
    expect(findRecords(JSON.stringify(value, null, 2))).toBe(name);
  });

  it("knows a list from its first element on, wherever the beginning of the file ends behind it", () => {
    const whole = JSON.stringify({ trials: [run, run], next: "no" });
    const needed = whole.indexOf("}") + 2;
    for (let end = needed; end <= whole.length; end += 1) expect(findRecords(whole.slice(0, end))).toBe("trials");
    for (let end = 0; end < needed - 1; end += 1) expect(findRecords(whole.slice(0, end))).toBeNull();
  });

  it("is not led by what stands in texts, nor by what is no JSON", () => {
    expect(findRecords(JSON.stringify({ note: '"receipts": [{"a":1}], "', x: "\\" }))).toBeNull();
    expect(findRecords('{"a": 1}\n{"receipts": []}')).toBeNull();
    expect(findRecords('{receipts: [{"a": 1}]}')).toBeNull();
  });
});
