import fc from "fast-check";
import { expect, it } from "vitest";
import { csvLine, readField } from "./csv";

it.each([
  [["a", "b"], "a,b\r\n"],
  [["a,b", 'say "x"', "two\nlines"], '"a,b","say ""x""","two\nlines"\r\n'],
  [["=cmd()", "-1", "@x", "+y"], "'=cmd(),'-1,'@x,'+y\r\n"],
  [["'=cmd()", "'quoted'", "''-"], "''=cmd(),'quoted','''-\r\n"],
])("csvLine(%j)", (fields, line) => {
  expect(csvLine(fields)).toBe(line);
});

/** Texts that are mostly about the protection, and any others. */
const text = fc.oneof(fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "a") }), fc.string());

it("gives every text back, and lets none begin as a formula", () => {
  fc.assert(
    fc.property(text, (value) => {
      // One field alone on its line: without the end of the line, and unquoted.
      const written = csvLine([value]).slice(0, -2);
      const field = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
      expect(field).not.toMatch(/^[=+\-@\t\r]/);
      expect(readField(field)).toBe(value);
    }),
    { numRuns: 2_000 },
  );
});
