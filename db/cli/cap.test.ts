import { expect, test } from "vitest";
import { parseCap } from "./cap";

test.each([
  [["w", "s", "5"], 5_000_000_000],
  [["w", "s", "0.25"], 250_000_000],
  [["w", "s", "none"], null],
])("%j is a cap", (args, capNanoUsd) => {
  expect(parseCap(args)).toEqual({ workflow: "w", step: "s", capNanoUsd });
});

test.each([
  [[]],
  [["w", "5"]],
  [["w", "s", "0"]],
  [["w", "s", "-5"]],
  [["w", "s", "1e3"]],
  [["w", "s", "5", "x"]],
  [["w", "s", "99999999"]],
])("%j is refused with how to say it", (args: string[]) => {
  expect(() => parseCap(args)).toThrow("npm run db:cap -- WORKFLOW STEP USD");
});
