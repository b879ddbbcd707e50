import { describe, expect, it } from "vitest";
import type { Cell } from "@/lib/receipts/cell";
import { emptySums } from "@/lib/receipts/cell-sums";
import { type CompareInput, compareArms } from "./compare-arms";
import type { ComparisonCell } from "./comparison-cell";
import { metricsRow } from "./metrics-row";
import { cellOfRun, type TestRun } from "./testing/cells";
import { TEST_SETTINGS } from "./testing/settings";

const CAP = 5_000_000_000n;
const USD = 1_000_000_000n;

/** The cell of a run whose cost enters at the cap at most. */
function capped(run: TestRun & { costNano: bigint }): ComparisonCell {
  const over = run.costNano > CAP;
  const cell = cellOfRun({ ...run, costNano: over ? CAP : run.costNano });
  return { ...cell, nCap: Number(over), cRaw: run.costNano, cMax: run.costNano };
}

const runs = (count: number, step = "a") =>
  Array.from({ length: count }, (_, n) => ({
    workflow: "w",
    step,
    day: `2026-10-${String(1 + (n % 20)).padStart(2, "0")}`,
    status: n % 10 === 0 ? ("rejected" as const) : ("accepted" as const),
    costNano: n % 3 === 0 ? 2n * USD : USD,
  }));

function inputOf(baseline: ComparisonCell[], candidate: ComparisonCell[]): CompareInput {
  return {
    baseline: "old",
    candidate: "new",
    baselineCells: baseline,
    candidateCells: candidate,
    settings: TEST_SETTINGS,
    today: "2026-11-02",
    costCaps: [{ workflow: "w", step: "a", capNanoUsd: Number(CAP) }],
  };
}

const dear = [30n, 15n, 11n].map((usd, n) => ({
  ...runs(1)[0],
  workflow: "w",
  step: "a",
  day: `2026-10-0${n + 1}`,
  costNano: usd * USD,
}));

describe("costs that are capped", () => {
  const baseline = [...runs(200), ...dear].map(capped);
  const comparison = compareArms(inputOf(baseline, runs(200).map(capped)));

  it("are named with what is not in the means", () => {
    expect(comparison.quality.find(({ code }) => code === "costs_capped")).toEqual({
      code: "costs_capped",
      severity: "warn",
      message: "3 runs cost more than the cap of $5; their excess of $41 is not in the means.",
      steps: ["w / a"],
    });
    expect(compareArms(inputOf(runs(200).map(capped), runs(200).map(capped))).quality).not.toContainEqual(
      expect.objectContaining({ code: "costs_capped" }),
    );
  });

  it("are whole in what was spent, and capped in what a run costs", () => {
    const { baseline: arm } = comparison.overall.adjusted;
    const capless = 200 + Math.ceil(200 / 3);
    expect(arm.spendUsd).toBe(capless + 30 + 15 + 11);
    expect(arm.figures.costPerRunUsd).toHaveProperty("value", (capless + 15) / 203);
    const key = { model: "m", effort: "", serviceTier: "", lane: "", harness: "" };
    const cells = baseline.map((cell): Cell => ({ ...emptySums(), ...cell, ...key }));
    expect(metricsRow(cells, TEST_SETTINGS).sums.costUsd).toBe(capless + 56);
  });

  it("let no run drive the spread by what it cost above the cap", () => {
    const one = [...runs(200), { ...runs(1)[0], workflow: "w", step: "a", costNano: 500n * USD }];
    const codes = (cells: ComparisonCell[], caps: CompareInput["costCaps"]) =>
      compareArms({ ...inputOf(cells, runs(200).map(capped)), costCaps: caps }).quality.map(({ code }) => code);
    expect(codes(one.map(cellOfRun), [])).toContain("one_run_drives_spread");
    expect(codes(one.map(capped), inputOf([], []).costCaps)).not.toContain("one_run_drives_spread");
  });
});
