import { describe, expect, it } from "vitest";
import type { StepComparison, VerdictKind } from "@/lib/verdict/comparison";
import { stepSummary } from "./step-summary";

const step = (name: string, kind: VerdictKind) => ({ step: name, verdict: { kind } }) as StepComparison;

describe("stepSummary", () => {
  it.each<[string, [string, VerdictKind][], VerdictKind, string | null]>([
    [
      "names the steps by what they say, the good news first",
      [
        ["review", "does_not_pay"],
        ["planning", "pays_off"],
        ["intake", "not_enough_evidence"],
        ["execution", "pays_off"],
      ],
      "not_enough_evidence",
      "Step by step, it pays off in planning and execution and does not pay in review.",
    ],
    [
      "counts the rest of many",
      [..."abcde"].map((name) => [name, "does_not_pay"]),
      "trade_off",
      "Step by step, it does not pay in a, b and 3 others.",
    ],
    [
      "adds nothing where all firm steps say the same",
      [
        ["a", "pays_off"],
        ["b", "insufficient_data"],
      ],
      "pays_off",
      null,
    ],
    [
      "has nothing to say without a firm step",
      [
        ["a", "insufficient_data"],
        ["b", "not_enough_evidence"],
      ],
      "pays_off",
      null,
    ],
    ["is no summary of a single step", [["a", "pays_off"]], "trade_off", null],
  ])("%s", (_, steps, overall, expected) => {
    expect(
      stepSummary(
        steps.map(([name, kind]) => step(name, kind)),
        overall,
      ),
    ).toBe(expected);
  });
});
