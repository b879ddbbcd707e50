import { describe, expect, it } from "vitest";
import { lognormalFactor, type Random, seededRandom } from "@/lib/story/random";
import { type CompareInput, compareArms } from "./compare-arms";
import type { ComparisonCell } from "./comparison-cell";
import { isMissing } from "./missing";
import { type BaselineUnit, noiseFloorOf } from "./noise-floor";
import { type NoiseQuestion, noiseQuestion } from "./noise-question";
import { cellOfRun, type TestRun } from "./testing/cells";
import { TEST_SETTINGS } from "./testing/settings";

const SPLITTING = { seed: 1, splits: 200 };

function draw(random: Random, count: number, change: { share: number; usd: number }, step = "a"): TestRun[] {
  return Array.from({ length: count }, (_, n) => ({
    workflow: "w",
    step,
    day: `2026-10-${String(1 + (n % 20)).padStart(2, "0")}`,
    status: random() < change.share ? "accepted" : "rejected",
    costNano: BigInt(Math.round(change.usd * lognormalFactor(random, 0.5) * 1e9)),
  }));
}

function inputOf(
  baseline: TestRun[],
  candidate: TestRun[],
  change: Partial<CompareInput["settings"]> = {},
): CompareInput {
  const cells = (runs: TestRun[]): ComparisonCell[] => runs.map(cellOfRun);
  return {
    baseline: "old",
    candidate: "new",
    baselineCells: cells(baseline),
    candidateCells: cells(candidate),
    settings: { ...TEST_SETTINGS, ...change },
    today: "2026-11-02",
  };
}

/** What the database would add up: each run by itself. */
function unitsOf(runs: TestRun[]): BaselineUnit[] {
  return runs.map(({ workflow = "", step = "", status, costNano }, n) => {
    const accepted = Number(status === "accepted");
    const priced = Number(costNano !== undefined);
    return {
      unit: `run ${n}`,
      workflow,
      step,
      runs: 1,
      accepted,
      priced,
      pricedAccepted: accepted * priced,
      costNanoUsd: Number(costNano ?? 0n),
    };
  });
}

function questionOf(input: CompareInput): NoiseQuestion {
  const question = noiseQuestion(input);
  if (isMissing(question)) throw new Error(question.message);
  return question;
}

function floorOf(baseline: TestRun[], candidate: TestRun[]) {
  const input = inputOf(baseline, candidate);
  return noiseFloorOf(questionOf(input), unitsOf(baseline), compareArms(input), SPLITTING);
}

const random = seededRandom(3);
const baseline = draw(random, 400, { share: 0.7, usd: 1 });

describe("noiseQuestion", () => {
  it("asks for the steps, days and size that the comparison has", () => {
    const early = draw(random, 50, { share: 0.7, usd: 1 }).map((run) => ({ ...run, day: "2026-10-31" }));
    const elsewhere = draw(random, 50, { share: 0.7, usd: 1 }, "alone");
    const input = inputOf([...baseline, ...early, ...elsewhere], draw(random, 100, { share: 0.7, usd: 1 }));
    expect(noiseQuestion(input)).toEqual({
      steps: [{ workflow: "w", step: "a", priced: true, capNanoUsd: null }],
      days: { first: "2026-10-01", last: "2026-10-20" },
      runs: 400,
      usdPerMinute: 0,
      information: { acceptance: 320, costPerAccepted: 320 },
    });
  });

  it("leaves the last day of an evaluation open, whose cells stand on the first day of their task", () => {
    const input = inputOf(baseline, baseline, { design: "evaluation" });
    expect(questionOf(input).days).toEqual({ first: "2026-10-01", last: null });
  });

  it("counts human time where the verdict does", () => {
    const minutes = (runs: TestRun[]) => runs.map((run) => ({ ...run, milliMinutes: 1_000n }));
    const own = draw(random, 60, { share: 0.7, usd: 1 });
    const asked = (runs: TestRun[]) => questionOf(inputOf(runs, runs, { hourlyRateUsd: 60 }));
    expect(asked(minutes(own)).usdPerMinute).toBe(1);
    expect(asked(own).usdPerMinute).toBe(0);
  });

  it("is Missing where nothing is compared, or the counts say that it cannot be split", () => {
    const rejected = baseline.map((run): TestRun => ({ ...run, status: "rejected" }));
    expect(noiseQuestion(inputOf(baseline, []))).toMatchObject({ missing: "no_runs" });
    expect(noiseQuestion(inputOf(baseline.slice(0, 19), baseline))).toMatchObject({
      missing: "too_few_units",
      have: 19,
    });
    expect(noiseQuestion(inputOf(rejected, baseline))).toMatchObject({ missing: "too_few_accepted", have: 0 });
  });
});

describe("noiseFloorOf", () => {
  it("finds an arm that is the baseline anew within the noise about 95 times in 100", () => {
    const places = Array.from({ length: 60 }, () => {
      const floor = floorOf(draw(random, 300, { share: 0.7, usd: 1 }), draw(random, 300, { share: 0.7, usd: 1 }));
      return [floor.costPerAcceptedChange, floor.acceptanceRate];
    });
    for (const which of [0, 1]) {
      const inside = places.filter((each) => each[which] && "place" in each[which] && each[which].place === "inside");
      // Three standard errors of a share of .95 in 60 are .084.
      expect(inside.length).toBeGreaterThanOrEqual(52);
    }
  });

  it("finds an upgrade that is another far outside, and says what was split", () => {
    const floor = floorOf(baseline, draw(random, 400, { share: 0.9, usd: 0.4 }));
    expect(floor).toMatchObject({ units: 400, runs: 400, ofRuns: 400, ...SPLITTING });
    expect(floor.costPerAcceptedChange).toMatchObject({ place: "far_outside", level: 0.95 });
    expect(floor.acceptanceRate).toMatchObject({ place: "far_outside" });
  });

  it("lies around 0, a cost on the log scale", () => {
    const { costPerAcceptedChange: cost, acceptanceRate: rate } = floorOf(baseline, baseline);
    if (isMissing(cost) || isMissing(rate)) throw new Error("both are there");
    expect(Math.log1p(cost.low)).toBeCloseTo(-Math.log1p(cost.high), 12);
    expect(rate.low).toBe(-rate.high);
    expect(cost.ofHalves.high).toBeGreaterThan(cost.high);
  });

  it("says why it has no figure", () => {
    const unpriced = (runs: TestRun[]) => runs.map(({ costNano: _, ...run }) => run);
    const free = floorOf(unpriced(baseline), unpriced(baseline));
    expect(free.costPerAcceptedChange).toMatchObject({ missing: "not_reported" });
    expect(free.acceptanceRate).toHaveProperty("place", "inside");
    const input = inputOf(baseline, baseline);
    const few = noiseFloorOf(questionOf(input), unitsOf(baseline.slice(0, 1)), compareArms(input), SPLITTING);
    expect(few.acceptanceRate).toMatchObject({ missing: "too_few_units", have: 1, need: 20 });
  });
});
