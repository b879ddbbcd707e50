import { expect, it } from "vitest";
import { csvLine } from "./csv";

it.each([
  [["a", "b"], "a,b\r\n"],
  [["a,b", 'say "x"', "two\nlines"], '"a,b","say ""x""","two\nlines"\r\n'],
  [["=cmd()", "-1", "@x", "+y"], "'=cmd(),'-1,'@x,'+y\r\n"],
])("csvLine(%j)", (fields, line) => {
  expect(csvLine(fields)).toBe(line);
});
