import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { usdToNano } from "@/lib/money";
import { armFigures } from "./arm-figures";
import { compareArms } from "./compare-arms";
import type { ComparisonCell } from "./comparison-cell";
import { isMissing } from "./missing";
import { cellOfRun } from "./testing/cells";
import { TEST_SETTINGS } from "./testing/settings";

const PATH = fileURLToPath(new URL("../../../shared/data/runs/wolfbench_gpt54_gpt55.ndjson.gz", import.meta.url));

type BenchRun = {
  ts: string;
  step: string;
  model: string;
  effort: string | null;
  cost_usd: number | null;
  accepted: boolean | null;
  stopped_early: boolean | null;
  x: { task: string };
};

function readRuns(): BenchRun[] | null {
  if (!existsSync(PATH)) {
    console.warn("Skipped: the real runs ../shared/data/runs are not here.");
    return null;
  }
  return gunzipSync(readFileSync(PATH))
    .toString("utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const allRuns = readRuns();

/** Cells of one arm, a run each, clustered by task. */
function armCells(model: string, effort: string | null): ComparisonCell[] {
  return (allRuns ?? [])
    .filter((run) => run.model === model && run.effort === effort)
    .map((run) => {
      const costNano = run.cost_usd === null ? null : usdToNano(run.cost_usd);
      return cellOfRun({
        workflow: "bench",
        step: run.step,
        cluster: run.x.task,
        day: run.ts.slice(0, 10),
        status: run.accepted === true ? "accepted" : run.accepted === false ? "rejected" : "errored",
        ...(costNano === null ? {} : { costNano: BigInt(costNano) }),
        ...(run.stopped_early === null ? {} : { stoppedEarly: run.stopped_early }),
      });
    });
}

const evaluation = (baselineCells: ComparisonCell[], candidateCells: ComparisonCell[]) =>
  compareArms({
    baseline: "gpt-5.4~unset",
    candidate: "gpt-5.5~unset",
    baselineCells,
    candidateCells,
    settings: { ...TEST_SETTINGS, design: "evaluation" },
    today: "2026-05-01",
  });

describe.skipIf(allRuns === null)("real runs of Terminal-Bench 2.0 (../shared/data)", () => {
  it.each([
    ["gpt-5.4", null, 445, 196, 445, 783.74, 4.0],
    ["gpt-5.4", "xhigh", 445, 307, 445, 512.88, 1.67],
    ["gpt-5.5", null, 445, 308, 445, 304.77, 0.99],
    ["gpt-5.5", "xhigh", 445, 342, 440, 497.95, 1.46],
  ])("%s %s: the published table comes out", (model, effort, runs, accepted, priced, spend, perAccepted) => {
    const arm = armFigures(armCells(model, effort), 1, TEST_SETTINGS);
    expect(arm.runs).toBe(runs);
    expect(arm.status.accepted).toBe(accepted);
    expect(arm.known.costUsd).toBe(priced);
    expect(arm.spendUsd).toBeCloseTo(spend, 2);
    const { acceptanceRate, costPerAcceptedUsd } = arm.figures;
    if (isMissing(acceptanceRate) || isMissing(costPerAcceptedUsd)) throw new Error("a figure is missing");
    expect(acceptanceRate.value).toBeCloseTo(accepted / runs, 12);
    expect(costPerAcceptedUsd.value).toBeCloseTo(perAccepted, 2);
    expect(costPerAcceptedUsd.n).toBe(priced);
  });

  it("the dearer model pays off at default effort, by the evaluation design", () => {
    const comparison = evaluation(armCells("gpt-5.4", null), armCells("gpt-5.5", null));
    const { verdict, coverage } = comparison.overall;
    expect(verdict).toMatchObject({ kind: "pays_off", sub: "dominant", grade: "A" });
    expect(coverage).toBe(1);
    const change = verdict.costPerAcceptedChange;
    if (isMissing(change)) throw new Error(change.message);
    expect(change.value).toBeCloseTo(304.77 / 308 / (783.74 / 196) - 1, 4);
    expect(change.anyDay?.high).toBeLessThan(-0.4);
  });

  it("turns at the prices that it names, which are the same at whatever price one looks", () => {
    const at = (priceRatio: number) =>
      compareArms({
        baseline: "gpt-5.4~unset",
        candidate: "gpt-5.5~unset",
        baselineCells: armCells("gpt-5.4", null),
        candidateCells: armCells("gpt-5.5", null),
        settings: { ...TEST_SETTINGS, design: "evaluation", priceRatio },
        today: "2026-05-01",
      }).overall.verdict;
    const prices = (priceRatio: number) => {
      const ratio = at(priceRatio).breakEvenPriceRatio;
      if (isMissing(ratio)) throw new Error(ratio.message);
      return ratio;
    };
    const { low, high } = prices(1);
    for (const priceRatio of [0.1, 2, 4, 12]) {
      expect(prices(priceRatio).low).toBeCloseTo(low, 6);
      expect(prices(priceRatio).high).toBeCloseTo(high, 6);
    }
    expect(at(low * 0.999).kind).toBe("pays_off");
    expect(at(low * 1.001).kind).toBe("not_enough_evidence");
    expect(at(high * 0.999).kind).not.toBe("does_not_pay");
    expect(at(high * 1.001).kind).toBe("does_not_pay");
  });
});
