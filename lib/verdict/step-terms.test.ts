import { describe, expect, it } from "vitest";
import { compareArms } from "./compare-arms";
import type { Comparison, ComparisonSettings } from "./comparison";
import type { ComparisonCell } from "./comparison-cell";
import { cellOfRun, type TestRun, withMinutes } from "./testing/cells";
import { TEST_SETTINGS } from "./testing/settings";

const CENT = 1e7;
const day = (number: number) => `2026-11-${String(number).padStart(2, "0")}`;

/** Runs over the first twenty days of a month, of which `accepted` in every hundred are accepted. */
function runs(step: string, count: number, accepted: number, nano: number, more: TestRun = {}): ComparisonCell[] {
  return Array.from({ length: count }, (_, i) =>
    cellOfRun({
      step,
      day: day(1 + (i % 20)),
      status: (i * 37) % 100 < accepted ? "accepted" : "rejected",
      costNano: BigInt(Math.round(nano * (0.7 + 0.06 * (i % 11)))),
      ...more,
    }),
  );
}

/** In both steps the candidate is dearer and better: worth it only where an artifact is worth enough. */
const baseline = [...runs("draft", 800, 70, 100 * CENT), ...runs("review", 800, 70, 100 * CENT)];
const candidate = [...runs("draft", 800, 90, 150 * CENT), ...runs("review", 800, 90, 150 * CENT)];

function compare(
  own: Partial<ComparisonSettings>,
  arms: { baseline: ComparisonCell[]; candidate: ComparisonCell[] } = { baseline, candidate },
  today = "2026-12-31",
): Comparison {
  return compareArms({
    baseline: "old",
    candidate: "new",
    baselineCells: arms.baseline,
    candidateCells: arms.candidate,
    settings: TEST_SETTINGS,
    stepSettings: [{ workflow: "invoices", step: "review", settings: { ...TEST_SETTINGS, ...own } }],
    today,
  });
}

const stepsOf = (comparison: Comparison) =>
  Object.fromEntries(comparison.steps.map((step) => [step.step, step] as const));

describe("a step with terms of its own", () => {
  it("is judged by its own value, while the whole and the other steps are not", () => {
    const plain = compare({});
    const valued = compare({ lambdaUsd: 20 });
    expect(stepsOf(plain).review).toMatchObject({ settings: null, verdict: { kind: "does_not_pay" } });
    expect(stepsOf(valued).review).toMatchObject({ settings: { lambdaUsd: 20 }, verdict: { kind: "pays_off" } });
    // What is said of all steps together may move with one of them.
    const together = { anyDayPAcrossSteps: expect.any(Number), anyDayPHolm: expect.any(Number) };
    expect(stepsOf(valued).draft).toEqual({ ...stepsOf(plain).draft, ...together });
    expect(valued.overall).toEqual(plain.overall);
    expect(valued.settings).toEqual(TEST_SETTINGS);
  });

  it("is judged by its own margin", () => {
    const worse = {
      baseline: runs("review", 1500, 90, 100 * CENT),
      candidate: runs("review", 1500, 87, 40 * CENT),
    };
    expect(stepsOf(compare({ acceptanceMargin: 0.2 }, worse)).review?.verdict.kind).toBe("pays_off");
    expect(stepsOf(compare({ acceptanceMargin: 0.001 }, worse)).review?.verdict.kind).toBe("pays_if_quality_holds");
  });

  it("takes its own level and planned runs for its ranges", () => {
    const { review, draft } = stepsOf(compare({ level: 0.8 }));
    const width = (step: typeof review) => {
      const range = step?.differences.acceptanceRate;
      if (!range || "missing" in range) throw new Error("there are runs enough");
      return range.high - range.low;
    };
    expect(width(review)).toBeLessThan(width(draft) * 0.7);
    const far = stepsOf(compare({ targetRuns: 100_000 })).review?.differences.acceptanceRate;
    const near = stepsOf(compare({})).review?.differences.acceptanceRate;
    if (!far || !near || "missing" in far || "missing" in near) throw new Error("there are runs enough");
    expect([far.low, far.high]).toEqual([near.low, near.high]);
    expect(far.anyDay?.low).toBeLessThan(near.anyDay?.low ?? 0);
  });

  it("counts its runs by its own waiting time, and needs its own number of days", () => {
    const today = day(20);
    const { review, draft } = stepsOf(compare({ maturityDays: 0, minimumDays: 21 }, { baseline, candidate }, today));
    expect([draft?.candidate.runs, review?.candidate.runs]).toEqual([520, 800]);
    expect(review?.verdict.reasons).toContainEqual(
      expect.objectContaining({ code: "too_few_days", have: 20, need: 21 }),
    );
    expect(draft?.verdict.reasons).not.toContainEqual(expect.objectContaining({ code: "too_few_days" }));
  });

  it("stays on the list where none of its runs has matured yet, and says that there are none", () => {
    const { review } = stepsOf(compare({ maturityDays: 90 }));
    expect(review?.candidate.runs).toBe(0);
    expect(review?.verdict.kind).toBe("insufficient_data");
    expect(review?.differences.acceptanceRate).toMatchObject({ missing: "no_runs" });
  });

  it("is on the list where its runs have matured and no other has", () => {
    const comparison = compare({ maturityDays: 0 }, { baseline, candidate }, day(5));
    expect(comparison.days).toBeNull();
    expect(comparison.steps.map(({ step }) => step)).toEqual(["review"]);
  });

  it("counts minutes at its own hourly rate, and says where too few runs report any", () => {
    const arms = { baseline: withMinutes(baseline, 9_000n), candidate: withMinutes(candidate, 1_000n) };
    const rated = compare({ hourlyRateUsd: 60 }, arms);
    expect(stepsOf(rated).review?.verdict.netBenefitUsd).toMatchObject({
      value: expect.toSatisfy((usd: number) => usd > 7),
    });
    expect(stepsOf(rated).draft?.verdict).toMatchObject({ kind: "does_not_pay" });
    expect(rated.quality.map(({ code }) => code)).not.toContain("labour_left_out");
    expect(compare({ hourlyRateUsd: 60 }).quality).toContainEqual(
      expect.objectContaining({ code: "labour_left_out", steps: ["invoices / review"] }),
    );
  });

  it("is clear, alone and among others, by its own level", () => {
    const steps = ["draft", "review", "send"];
    const arms = {
      baseline: steps.flatMap((step) => runs(step, 300, 90, 100 * CENT)),
      candidate: steps.flatMap((step) => runs(step, 300, 90, (step === "review" ? 93 : 100) * CENT)),
    };
    const noted = (own: Partial<ComparisonSettings>) =>
      compare(own, arms).quality.find(({ code }) => code === "clear_alone_only")?.steps;
    expect(noted({})).toBeUndefined();
    expect(noted({ level: 0.6 })).toEqual(["invoices / review"]);
  });
});
