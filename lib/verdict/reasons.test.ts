import { expect, it } from "vitest";
import { gateReasons } from "./reasons";

it.each([
  ["too_few_runs", 1, 50, "One arm has 1 run in the compared steps; a verdict needs 50."],
  ["too_few_runs", 1_200, 5_000, "One arm has 1,200 runs in the compared steps; a verdict needs 5,000."],
  ["too_few_accepted", 1, 5, "One arm has 1 accepted artifact; a verdict needs 5."],
  ["too_few_days", 1, 7, "One arm has runs of 1 day; a verdict needs 7."],
  ["too_few_tasks", 0, 10, "The runs are of 0 tasks; a verdict needs 10."],
] as const)("%s with %i of %i", (gate, have, need, message) => {
  expect(gateReasons([{ gate, have, need }], [])[0]?.message).toBe(message);
});
