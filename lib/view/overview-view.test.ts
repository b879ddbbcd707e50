import { describe, expect, it } from "vitest";
import type { Cell } from "@/lib/receipts/cell";
import { UNKNOWN } from "@/lib/receipts/cell";
import { emptySums } from "@/lib/receipts/cell-sums";
import { overviewView } from "./overview-view";

function cell(change: Partial<Cell>): Cell {
  return {
    day: "2026-11-02",
    workflow: "w",
    step: "s",
    model: "gpt-5.4",
    effort: "",
    serviceTier: "",
    lane: "",
    harness: "",
    assign: "switch",
    policyVersion: 0,
    state: "resolved",
    unknown: 0,
    ...emptySums(),
    ...change,
  };
}

describe("overviewView", () => {
  it("has nothing to say about nothing", () => {
    expect(overviewView([], 0.95)).toBeNull();
  });

  it("adds up arms over steps and days, and says what is not known", () => {
    const view = overviewView(
      [
        cell({
          n: 2,
          nAcc: 1,
          nRej: 1,
          cSum: 3_000_000_000n,
          cRaw: 3_000_000_000n,
          cSq: 5n * 10n ** 18n,
          cAcc: 1_000_000_000n,
        }),
        cell({ n: 1, nAcc: 1, unknown: UNKNOWN.cost | UNKNOWN.retries, step: "t" }),
        cell({ n: 4, nAcc: 4, model: "gpt-5.5", effort: "high", unknown: UNKNOWN.cost }),
      ],
      0.95,
    );
    expect(view?.sentence).toBe(
      "7 runs of 2 arms in 2 steps. They cost $3.00 as far as is known (2 of 7 runs), and 6 artifacts were accepted.",
    );
    expect(view?.arms.map((arm) => [arm.href, arm.runs, arm.accepted, arm.spend, arm.gaps])).toEqual([
      ["gpt-5.5~high", 4, 4, null, ["cost known for 0 of 4 runs"]],
      ["gpt-5.4~unset", 3, 2, "$3.00", ["cost known for 2 of 3 runs"]],
    ]);
    expect(view?.arms[0]?.costPerAcceptedUsd).toMatchObject({ missing: "not_reported" });
    expect(view?.unknown).toEqual([
      "Cost known for 2 of 7 runs (28.6\u202f%).",
      "Retries known for 6 of 7 runs (85.7\u202f%).",
    ]);
  });

  it("says what costs above a cap are in", () => {
    const capped = { n: 3, nAcc: 3, nCap: 1, cSum: 7_000_000_000n, cRaw: 48_200_000_000n, cSq: 27n * 10n ** 18n };
    const view = overviewView([cell({ ...capped, cAcc: 7_000_000_000n })], 0.95);
    expect(view?.sentence).toContain("They cost $48.20");
    expect(view?.caution).toContain("1 run cost more than the cap of the step: $41.20 of it");
    expect(view?.arms[0]?.spend).toBe("$48.20");
  });
});
