import { describe, expect, it } from "vitest";
import { compareArms } from "./compare-arms";
import type { Comparison, ComparisonSettings } from "./comparison";
import type { ComparisonCell } from "./comparison-cell";
import { isMissing } from "./missing";
import { cellOfRun, type TestRun, withMinutes } from "./testing/cells";
import { TEST_SETTINGS } from "./testing/settings";

const day = (number: number) => `2026-11-${String(number).padStart(2, "0")}`;

/** `count` runs spread over days `from` to `to`, of which the first `accepted` in every hundred are accepted. */
function runs(
  count: number,
  accepted: number,
  nano: number,
  more: TestRun & { from?: number; to?: number } = {},
): ComparisonCell[] {
  const { from = 1, to = 20, ...run } = more;
  return Array.from({ length: count }, (_, i) =>
    cellOfRun({
      day: day(from + (i % (to - from + 1))),
      status: (i * 37) % 100 < accepted ? "accepted" : "rejected",
      costNano: BigInt(Math.round(nano * (0.7 + 0.06 * (i % 11)))),
      ...run,
    }),
  );
}

function compare(
  baselineCells: ComparisonCell[],
  candidateCells: ComparisonCell[],
  change: Partial<ComparisonSettings> = {},
  more: Partial<Parameters<typeof compareArms>[0]> = {},
): Comparison {
  return compareArms({
    baseline: "old",
    candidate: "new",
    baselineCells,
    candidateCells,
    settings: { ...TEST_SETTINGS, ...change },
    today: "2026-12-31",
    ...more,
  });
}

const verdictOf = (comparison: Comparison) => comparison.overall.verdict;
const codes = (comparison: Comparison) => comparison.quality.map(({ code }) => code);
const CENT = 1e7;

describe("compareArms", () => {
  it("says that half the price at the same quality pays off, and up to which price", () => {
    const comparison = compare(runs(1500, 90, 100 * CENT), runs(1500, 90, 50 * CENT));
    const { kind, sub, sentence, breakEvenPriceRatio, reasons } = verdictOf(comparison);
    expect({ kind, sub }).toEqual({ kind: "pays_off", sub: "cheaper" });
    expect(sentence).toMatch(/^Pays off\. Per accepted artifact it costs 50 % less/);
    expect(reasons.map(({ code }) => code)).toEqual(["money_gained", "quality_safe"]);
    if (isMissing(breakEvenPriceRatio)) throw new Error(breakEvenPriceRatio.message);
    expect(breakEvenPriceRatio.value).toBeCloseTo(2, 2);
    expect(breakEvenPriceRatio.low).toBeGreaterThan(1.5);
  });

  it("says that the same cost at clearly lower quality does not pay", () => {
    expect(verdictOf(compare(runs(800, 90, 100 * CENT), runs(800, 60, 100 * CENT))).kind).toBe("does_not_pay");
  });

  it("counts only runs that have matured, and pending ones among them as not accepted", () => {
    const candidate = [
      ...runs(60, 100, CENT, { from: 1, to: 10 }),
      ...runs(20, 100, CENT, { from: 1, to: 10, status: "pending" }),
      ...runs(40, 100, CENT, { from: 28, to: 30 }),
    ];
    const comparison = compare(runs(80, 90, CENT, { from: 1, to: 10 }), candidate, {}, { today: "2026-11-30" });
    const { figures, runs: counted, status } = comparison.overall.adjusted.candidate;
    expect(counted).toBe(80);
    expect(status.pending).toBe(20);
    if (isMissing(figures.acceptanceRate)) throw new Error(figures.acceptanceRate.message);
    expect(figures.acceptanceRate).toMatchObject({ value: 0.75, n: 80 });
    expect(comparison.days).toEqual({ first: day(1), last: day(10) });
    expect(codes(comparison)).toContain("pending_outcomes");
  });

  it("has no maturity in an evaluation, and needs tasks instead of days", () => {
    const onTasks = (cells: ComparisonCell[], tasks: number) =>
      cells.map((cell, i) => ({ ...cell, cluster: `t${i % tasks}` }));
    const settings = { design: "evaluation" } as const;
    const today = { today: day(1) };
    const few = compare(
      onTasks(runs(80, 90, 2 * CENT, { to: 1 }), 9),
      onTasks(runs(80, 90, CENT, { to: 1 }), 9),
      settings,
      today,
    );
    expect(few.overall.adjusted.candidate.runs).toBe(80);
    expect(verdictOf(few).reasons).toEqual([expect.objectContaining({ code: "too_few_tasks", have: 9, need: 10 })]);
    const enough = compare(
      onTasks(runs(400, 90, 2 * CENT, { to: 1 }), 40),
      onTasks(runs(400, 90, CENT, { to: 1 }), 40),
      settings,
      { ...today, sharedTaskShare: 0.6 },
    );
    expect(verdictOf(enough)).toMatchObject({ kind: "pays_off", grade: "A" });
    expect(codes(enough)).toContain("tasks_not_shared");
  });

  it("names every gate that is shut, and how many runs would open them", () => {
    const comparison = compare(runs(30, 90, CENT, { to: 3 }), runs(40, 10, CENT, { to: 3 }));
    const { kind, reasons, runsNeeded, sentence } = verdictOf(comparison);
    expect(kind).toBe("insufficient_data");
    expect(reasons.map(({ code, have, need }) => [code, have, need])).toEqual([
      ["too_few_runs", 30, 50],
      ["too_few_accepted", 4, 5],
      ["too_few_days", 3, 7],
    ]);
    expect(runsNeeded).toMatchObject({ runs: 47, days: 3 });
    expect(sentence).toContain("One arm has 30 runs");
  });

  it("filters each figure to the runs that report it, numerator and denominator alike", () => {
    const priced = runs(60, 100, 4 * CENT);
    const unpriced = Array.from({ length: 40 }, (_, i) => cellOfRun({ day: day(1 + (i % 20)), status: "accepted" }));
    const comparison = compare(runs(100, 90, CENT), [...priced, ...unpriced]);
    const { figures, known, runs: counted } = comparison.overall.adjusted.candidate;
    expect([counted, known.costUsd]).toEqual([100, 60]);
    if (isMissing(figures.costPerAcceptedUsd)) throw new Error(figures.costPerAcceptedUsd.message);
    expect(figures.costPerAcceptedUsd.n).toBe(60);
    expect(figures.costPerAcceptedUsd.value).toBeCloseTo(0.0394, 9);
    expect(figures.retriesPerRun).toMatchObject({ missing: "not_reported" });
    expect(comparison.quality).toContainEqual(expect.objectContaining({ code: "unpriced_runs", severity: "warn" }));
  });

  it("gives no verdict, but the reason, where no cost is known", () => {
    const silent = Array.from({ length: 100 }, (_, i) => cellOfRun({ day: day(1 + (i % 20)) }));
    const comparison = compare(silent, silent);
    expect(verdictOf(comparison).kind).toBe("insufficient_data");
    expect(verdictOf(comparison).reasons[0]).toMatchObject({ code: "not_reported" });
    expect(comparison.overall.adjusted.differences.acceptanceRate).toMatchObject({ value: 0 });
  });

  it("leaves out and names a step that one arm hardly did", () => {
    const comparison = compare(
      [...runs(100, 90, CENT, { step: "draft" }), ...runs(60, 90, CENT, { step: "review" })],
      [...runs(100, 90, CENT, { step: "draft" }), ...runs(3, 90, CENT, { step: "review" })],
    );
    expect(comparison.overall.coverage).toBeCloseTo(200 / 263, 12);
    expect(comparison.steps.map(({ step, supported }) => [step, supported])).toEqual([
      ["draft", true],
      ["review", false],
    ]);
    expect(comparison.quality).toContainEqual(
      expect.objectContaining({ code: "unsupported_steps", steps: ["invoices / review"] }),
    );
    expect(verdictOf(comparison).reasons).toEqual([
      {
        code: "low_overlap",
        message:
          "Only 76 % of the work was done by both arms; a verdict needs 80 %. One of them hardly did invoices / review.",
        have: expect.closeTo(200 / 263, 12),
        need: 0.8,
      },
    ]);
    expect(comparison.steps[1]?.candidate.figures.acceptanceRate).toMatchObject({ n: 3 });
    expect(comparison.steps[1]?.differences.acceptanceRate).toMatchObject({
      missing: "no_common_steps",
      have: 3,
      need: 5,
    });
  });

  it("sees through a mix of work that reverses the answer", () => {
    const arm = (easy: number, hard: number, factor: number) => [
      ...runs(easy, 95, factor * 10 * CENT, { step: "easy" }),
      ...runs(hard, 80, factor * 100 * CENT, { step: "hard" }),
    ];
    const comparison = compare(arm(500, 100, 1), arm(100, 500, 0.7));
    const { naive, mixChangesTheAnswer } = comparison.overall;
    if (isMissing(naive.netBenefitUsd)) throw new Error(naive.netBenefitUsd.message);
    expect(naive.netBenefitUsd.value).toBeLessThan(0);
    expect(verdictOf(comparison).netBenefitUsd).toMatchObject({
      value: expect.toSatisfy((value: number) => value > 0),
    });
    expect(mixChangesTheAnswer).toBe(true);
    expect(codes(comparison)).toContain("mix_reverses_answer");
  });

  it("adds human time at the hourly rate, and leaves it out where too few runs report it", () => {
    const [baseline, candidate] = [runs(300, 90, 10 * CENT), runs(300, 90, 10 * CENT)];
    const loaded = compare(withMinutes(baseline, 6000n), withMinutes(candidate, 1000n), { hourlyRateUsd: 60 });
    expect(verdictOf(loaded).netBenefitUsd).toMatchObject({ value: expect.closeTo(5, 2) });
    expect(loaded.overall.adjusted.candidate.figures.loadedCostPerAcceptedUsd).toMatchObject({
      value: expect.closeTo(1.1 / 0.9, 1),
    });
    const without = compare(withMinutes(baseline, 6000n), candidate, { hourlyRateUsd: 60 });
    expect(codes(without)).toContain("labour_left_out");
    expect(verdictOf(without).netBenefitUsd).toMatchObject({ value: expect.closeTo(0, 3) });
  });

  it("says that pending outcomes, or errored runs, could change the verdict", () => {
    const pending = compare(runs(600, 90, 100 * CENT), [
      ...runs(400, 90, 60 * CENT),
      ...runs(200, 0, 60 * CENT, { status: "pending" }),
    ]);
    expect(codes(pending)).toContain("pending_could_change_verdict");
    const errored = compare(runs(600, 90, 100 * CENT), [
      ...runs(400, 90, 60 * CENT),
      ...runs(200, 0, 60 * CENT, { status: "errored" }),
    ]);
    expect(codes(errored)).toContain("errored_runs_change_verdict");
    expect(codes(compare(runs(600, 90, 100 * CENT), runs(600, 90, 50 * CENT)))).not.toContain(
      "errored_runs_change_verdict",
    );
  });

  it("gives only a lower limit of the cost per accepted artifact where nothing was accepted", () => {
    const comparison = compare(runs(100, 90, CENT), runs(100, 0, CENT));
    const { costPerAcceptedUsd, costPerRunUsd } = comparison.overall.adjusted.candidate.figures;
    if (isMissing(costPerRunUsd)) throw new Error(costPerRunUsd.message);
    // 0 of 100: Wilson's upper limit of the acceptance rate is 3.7 %.
    expect(costPerAcceptedUsd).toMatchObject({
      missing: "none_accepted",
      atLeast: expect.closeTo(costPerRunUsd.low / 0.0369935, 5),
    });
    expect(verdictOf(comparison).reasons.map(({ code }) => code)).toContain("too_few_accepted");
  });

  it("blocks where the randomiser did not keep its promise", () => {
    const random = { assign: "random", policyVersion: 1 };
    const allocations = [{ workflow: "invoices", step: "extraction", policyVersion: 1, candidate: 0.5, baseline: 0.5 }];
    const comparison = compare(runs(400, 90, CENT, random), runs(200, 90, CENT, random), {}, { allocations });
    expect(verdictOf(comparison)).toMatchObject({
      kind: "blocked",
      reasons: [expect.objectContaining({ code: "sample_ratio_mismatch" })],
    });
    expect(comparison.quality[0]).toMatchObject({ code: "sample_ratio_mismatch", severity: "block" });
  });

  it("plans for the candidate alone, or asks for a holdout, where the baseline has ended", () => {
    const before = { from: 1, to: 10 };
    const after = { from: 11, to: 20 };
    const settled = verdictOf(compare(runs(400, 90, 100 * CENT, before), runs(60, 90, 93 * CENT, after)));
    expect(settled).toMatchObject({ kind: "not_enough_evidence", grade: "C", runsNeeded: expect.anything() });
    const small = verdictOf(compare(runs(60, 90, 100 * CENT, before), runs(400, 90, 97 * CENT, after)));
    expect(small.runsNeeded).toBeNull();
    expect(small.reasons.at(-1)).toMatchObject({ code: "frozen_baseline_too_small" });
  });

  it("notes a baseline that was drifting before the candidate came", () => {
    const baseline = [
      ...runs(200, 90, 100 * CENT, { from: 1, to: 5 }),
      ...runs(200, 90, 60 * CENT, { from: 6, to: 10 }),
    ];
    const comparison = compare(baseline, runs(400, 90, 50 * CENT, { from: 11, to: 20 }));
    expect(codes(comparison)).toContain("baseline_drifting");
  });

  it("notes the one run that makes most of the spread, and thin steps", () => {
    const candidate = [...runs(40, 90, CENT), cellOfRun({ day: day(3), costNano: BigInt(1000 * CENT) })];
    const comparison = compare(runs(25, 90, CENT), candidate);
    expect(codes(comparison)).toEqual(expect.arrayContaining(["one_run_drives_spread", "thin_steps"]));
  });

  it("adjusts each step's evidence for all the steps looked at", () => {
    const step = (name: string, factor: number) => runs(200, 90, factor * 100 * CENT, { step: name });
    const comparison = compare(
      [step("a", 1), step("b", 1), step("c", 1)].flat(),
      [step("a", 0.5), step("b", 1), step("c", 1.01)].flat(),
    );
    const [a, b] = comparison.steps;
    expect(a?.anyDayP).toBeLessThan(0.001);
    expect(a?.anyDayPAcrossSteps).toBeCloseTo((a?.anyDayP ?? 0) * 3, 12);
    expect(b?.anyDayPAcrossSteps).toBe(1);
  });

  it("says so where there is nothing to compare", () => {
    const comparison = compare([], []);
    expect(comparison).toMatchObject({ days: null, steps: [], quality: [], overall: { coverage: null } });
    expect(comparison.overall.adjusted.candidate.spendUsd).toBeNull();
    expect(comparison.overall.adjusted.differences.acceptanceRate).toMatchObject({ missing: "no_runs" });
    expect(verdictOf(comparison).kind).toBe("insufficient_data");
  });

  it("warns where reporting depends on the outcome, and not of runs that nobody has looked at yet", () => {
    const reported = { humanEdits: 0 };
    const baseline = runs(400, 90, 100 * CENT, reported);
    const pending = runs(60, 0, 100 * CENT, { status: "pending" });
    expect(codes(compare([...baseline, ...pending], baseline))).not.toContain("reporting_depends_on_outcome");
    const silentRejects = runs(60, 0, 100 * CENT, { status: "rejected" });
    expect(codes(compare([...baseline, ...silentRejects], baseline))).toContain("reporting_depends_on_outcome");
  });
});
