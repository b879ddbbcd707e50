import { expect, it } from "vitest";
import { returnPath } from "./return-path";

it.each([
  ["/upgrades/compare?baseline=a~b&candidate=c", "/upgrades/compare?baseline=a~b&candidate=c"],
  ["/", "/"],
  [undefined, "/"],
  ["", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  [["/uploads", "/x"], "/uploads"],
])("returnPath(%j) is %s", (given, path) => {
  expect(returnPath(given)).toBe(path);
});
