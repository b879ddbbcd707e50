import fc from "fast-check";
import { expect, it } from "vitest";
import { csvLine, readField } from "@/lib/csv";
import { readRecords } from "./read-records";

async function readAll(text: string, filename: string) {
  async function* chunks() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 50) yield bytes.subarray(at, at + 50);
  }
  const read = await readRecords(chunks(), filename);
  const all = [];
  for await (const page of read.records) all.push(...page);
  return { ...read, records: all };
}

it("reads back every CSV that we write, whatever is in it", async () => {
  // An empty field is absent, and a row of none is no row: hence the first column.
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom("'", "=", "\r", "\n", '"') }),
  );
  const rows = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(rows, async (table) => {
      const csv = [["n", "a", "b"], ...table.map(([a, b], n) => [String(n), a, b])].map(csvLine).join("");
      const { layout, records } = await readAll(csv, "x.csv");
      expect(layout).toBe("csv");
      const back = records.map((each) => {
        const record = ("record" in each ? each.record : {}) as Record<string, string>;
        return [record.a ?? "", record.b ?? ""].map(readField);
      });
      expect(back).toEqual(table);
    }),
    { numRuns: 300 },
  );
});

it("reads the list in an object, and says which", async () => {
  const run = (id: string) => ({ id, ts: "2026-11-02T09:30:00Z", model: "m" });
  const pages = [
    { receipts: [run("a"), run("b")], next_cursor: "x" },
    { receipts: [run("c")], next_cursor: null },
  ];
  const ours = await readAll(pages.map((page) => JSON.stringify(page)).join("\n"), "pages.ndjson");
  expect([ours.layout, ours.list, ours.records.map(({ line }) => line)]).toEqual(["json", "receipts", [1, 2, 3]]);
  const theirs = await readAll(JSON.stringify({ object: "list", rows: [run("a"), run("b")] }, null, 2), "x.json");
  expect([theirs.layout, theirs.list, theirs.records.length]).toEqual(["json", "rows", 2]);
  const plain = await readAll(
    [run("a"), { ...run("b"), attempts: [run("c")] }].map((each) => JSON.stringify(each)).join("\n"),
    "x",
  );
  expect([plain.layout, plain.list, plain.records.length]).toEqual(["ndjson", null, 2]);
});
