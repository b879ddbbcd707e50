import fc from "fast-check";
import { expect, it } from "vitest";
import type { CopyColumns, CopyValue } from "./copy";
import { copyText } from "./copy-text";

/** The format as PostgreSQL's manual has it, a string at a time. */
function expected(rows: CopyValue[][]): string {
  const field = (value: CopyValue) =>
    value === null
      ? "\\N"
      : String(value).replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return rows.map((row) => `${["project", ...row].map(field).join("\t")}\n`).join("");
}

function written(rows: CopyValue[][], columns: number): { text: string; chunks: number } {
  const each: CopyColumns<CopyValue[]> = Array.from({ length: columns }, (_, at) => [
    `c${at}`,
    (row) => row[at] ?? null,
  ]);
  // Each chunk's memory is used again by the next one: it is copied as the driver does.
  const chunks = Array.from(copyText("project", each, rows), (chunk) => Buffer.from(chunk));
  return { text: Buffer.concat(chunks).toString(), chunks: chunks.length };
}

const value: fc.Arbitrary<CopyValue> = fc.oneof(
  fc.constantFrom<CopyValue>(null, true, false, 0, -0, 9, 10, 999_999_999, 1_000_000_000, 2 ** 53 - 1, -1, 0.5, ""),
  fc.constantFrom<CopyValue>("\\N", "a\tb", "ä", "😀", "\r\n", "\\", "x".repeat(70_000), "\\".repeat(40_000)),
  fc.nat(),
  fc.maxSafeInteger(),
  fc.string(),
  fc.string({ unit: "grapheme" }),
);

it("writes every value as the format has it", () => {
  fc.assert(
    fc.property(fc.array(fc.array(value, { minLength: 3, maxLength: 3 }), { maxLength: 30 }), (rows) => {
      expect(written(rows, 3).text).toBe(expected(rows));
    }),
    { numRuns: 300 },
  );
});

it("cuts many rows into chunks, and loses none", () => {
  const rows = Array.from({ length: 5_000 }, (_, index): CopyValue[] => [index, "x".repeat(index % 90), null]);
  const { text, chunks } = written(rows, 3);
  expect(text).toBe(expected(rows));
  expect(chunks).toBeGreaterThan(2);
});
