import { describe, expect, it } from "vitest";
import { criticalValue } from "@/lib/stats/confidence-sequence";
import { normalQuantile } from "@/lib/stats/normal";
import { compareArms } from "./compare-arms";
import type { ComparisonSettings, Missing } from "./comparison";
import type { ComparisonCell } from "./comparison-cell";
import { isMissing } from "./missing";
import { cellOfRun, type TestRun } from "./testing/cells";
import { TEST_SETTINGS } from "./testing/settings";

/** `count` runs over twenty days, of which the first `accepted` in every hundred are accepted, at about `usd` each. */
function runs(count: number, accepted: number, usd: number, run: TestRun = {}): ComparisonCell[] {
  return Array.from({ length: count }, (_, i) =>
    cellOfRun({
      day: `2026-11-${String(1 + (i % 20)).padStart(2, "0")}`,
      status: (i * 37) % 100 < accepted ? "accepted" : "rejected",
      costNano: BigInt(Math.round(usd * 1e9 * (0.7 + 0.06 * (i % 11)))),
      ...run,
    }),
  );
}

const compare = (
  baselineCells: ComparisonCell[],
  candidateCells: ComparisonCell[],
  change: Partial<ComparisonSettings> = {},
) =>
  compareArms({
    baseline: "old",
    candidate: "new",
    baselineCells,
    candidateCells,
    settings: { ...TEST_SETTINGS, ...change },
    today: "2026-12-31",
  }).overall;

function present<T extends object>(value: T | null): Exclude<T, Missing> {
  if (value === null || isMissing(value)) throw new Error(value === null ? "null" : value.message);
  return value as Exclude<T, Missing>;
}

describe("economics", () => {
  it("prices an extra accepted artifact where the candidate is better and dearer", () => {
    const economics = present(compare(runs(2000, 60, 1), runs(2000, 90, 2)).economics);
    expect(economics.quadrant).toBe("better_dearer");
    const price = present(economics.costPerExtraAcceptedUsd);
    expect(price.value).toBeCloseTo(economics.costDifferenceUsd / economics.acceptanceDifference, 12);
    expect(price.value).toBeCloseTo(1 / 0.3, 1);
    expect(price.low).toBeLessThan(price.value);
    expect(price.high).toBeGreaterThan(price.value);
  });

  it("rises to pay as an artifact is worth more, and crosses one half at the price of an extra one", () => {
    const { acceptability, costPerExtraAcceptedUsd } = present(
      compare(runs(400, 60, 1), runs(400, 90, 2), { lambdaUsd: 5 }).economics,
    );
    const price = present(costPerExtraAcceptedUsd).value;
    expect(acceptability[0]).toMatchObject({ lambdaUsd: 0 });
    expect(acceptability.at(-1)?.lambdaUsd).toBeCloseTo(15, 9);
    for (const { lambdaUsd, chance } of acceptability) {
      if (lambdaUsd < price * 0.98) expect(chance).toBeLessThan(0.5);
      if (lambdaUsd > price * 1.02) expect(chance).toBeGreaterThan(0.5);
    }
  });

  it("gives no price to what is better and cheaper, and says so", () => {
    const { quadrant, quadrantChances, costPerExtraAcceptedUsd } = present(
      compare(runs(2000, 60, 2), runs(2000, 90, 1)).economics,
    );
    expect(quadrant).toBe("better_cheaper");
    expect(quadrantChances?.betterCheaper).toBeGreaterThan(0.999);
    expect(costPerExtraAcceptedUsd).toMatchObject({ missing: "not_applicable" });
  });

  it("is missing with its reason where no step is common", () => {
    const { economics } = compare(runs(50, 60, 1, { step: "a" }), runs(50, 60, 1, { step: "b" }));
    expect(economics).toMatchObject({ missing: "no_common_steps" });
  });
});

describe("the lens for prices", () => {
  const [baseline, candidate] = [runs(1500, 90, 1), runs(1500, 90, 0.5)];
  const at = (priceRatio: number) => compare(baseline, candidate, { priceRatio });

  it("turns the verdict where the break-even ratio says that it turns", () => {
    const billed = at(1).verdict;
    const { low, value, high } = present(billed.breakEvenPriceRatio);
    expect(value).toBeCloseTo(2, 1);
    expect(billed.kind).toBe("pays_off");
    expect(at(low * 0.99).verdict.kind).toBe("pays_off");
    expect(at(high * 1.01).verdict.kind).toBe("does_not_pay");
    expect(at(value).verdict.kind).not.toMatch(/pays_off|does_not_pay/);
  });

  it("multiplies the candidate's cost alone, and leaves the break-even ratio where it was", () => {
    const [one, three] = [at(1), at(3)];
    const cost = (overall: typeof one, arm: "baseline" | "candidate") =>
      present(overall.adjusted[arm].figures.costPerRunUsd).value;
    expect(cost(three, "candidate")).toBeCloseTo(3 * cost(one, "candidate"), 12);
    expect(cost(three, "baseline")).toBe(cost(one, "baseline"));
    expect(three.adjusted.candidate.spendUsd).toBe(one.adjusted.candidate.spendUsd);
    expect(present(three.verdict.breakEvenPriceRatio).value).toBeCloseTo(
      present(one.verdict.breakEvenPriceRatio).value,
      9,
    );
  });
});

describe("many candidates", () => {
  it("reads the any-day ranges at alpha/m, today's as they are", () => {
    const [baseline, candidate] = [runs(500, 80, 1), runs(500, 82, 1)];
    const difference = (candidates: number) =>
      present(compare(baseline, candidate, { candidates }).adjusted.differences.acceptanceRate);
    const [one, ten] = [difference(1), difference(10)];
    expect([ten.low, ten.high]).toEqual([one.low, one.high]);
    expect((ten.anyDay?.low ?? 0) < (one.anyDay?.low ?? 0)).toBe(true);
    const benefit = (candidates: number) => {
      const { netBenefitUsd } = compare(baseline, candidate, { candidates, lambdaUsd: 1 }).verdict;
      const { low, high } = present(netBenefitUsd).anyDay ?? { low: 0, high: 0 };
      return high - low;
    };
    const k = (alpha: number) => criticalValue(1000, { alpha, targetRuns: 500 });
    expect(benefit(10) / benefit(1)).toBeCloseTo(k(0.005) / k(0.05), 2);
  });
});

describe("many steps", () => {
  const names = ["a", "b", "c", "d", "e"];
  const arm = (usd: (i: number) => number, count: (i: number) => number) =>
    names.flatMap((step, i) => runs(count(i), 80, usd(i), { step }));
  const steps = (count: number) =>
    compareArms({
      baseline: "old",
      candidate: "new",
      baselineCells: arm(
        () => 1,
        () => 200,
      ).filter(({ step }) => names.indexOf(step) < count),
      candidateCells: arm(
        (i) => 0.7 + 0.05 * i,
        (i) => (i === 0 ? 20 : 200),
      ).filter(({ step }) => names.indexOf(step) < count),
      settings: { ...TEST_SETTINGS, lambdaUsd: 1 },
      today: "2026-12-31",
    }).steps;

  it("steadies each step towards the others, a thin one the most", () => {
    const all = steps(5);
    const own = all.map(({ verdict }) => present(verdict.netBenefitUsd).value);
    const drawn = all.map(({ steadiedNetBenefitUsd }) => present(steadiedNetBenefitUsd).value);
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const moved = own.map((value, i) => Math.abs((drawn[i] ?? 0) - value));
    own.forEach((value, i) => {
      expect(Math.abs((drawn[i] ?? 0) - mean)).toBeLessThan(Math.abs(value - mean) + 1e-9);
    });
    expect(Math.max(...moved)).toBe(moved[0]);
  });

  it("does not steady fewer than four", () => {
    for (const { steadiedNetBenefitUsd } of steps(3)) {
      expect(steadiedNetBenefitUsd).toMatchObject({ missing: "too_few_steps", have: 3, need: 4 });
    }
  });

  it("adjusts p for all of them: Holm at least as much as Benjamini and Hochberg", () => {
    for (const { anyDayP, anyDayPAcrossSteps, anyDayPHolm } of steps(5)) {
      expect(anyDayP).not.toBeNull();
      expect(anyDayPAcrossSteps).toBeGreaterThanOrEqual(anyDayP ?? 1);
      expect(anyDayPHolm).toBeGreaterThanOrEqual(anyDayPAcrossSteps ?? 1);
    }
  });
});

describe("a plan before any data", () => {
  it("says how many runs an arm will show a saving, and rule out a loss", () => {
    const plan = present(compare(runs(400, 90, 1), []).plan);
    expect(plan.baselineRuns).toBe(400);
    const runsPerArm = plan.savings.map((each) => each.runsPerArm);
    expect([...runsPerArm].sort((a, b) => b - a)).toEqual(runsPerArm);
    // The specification's rule of thumb: p = .9 and a margin of .05 take about 1,100 runs an arm (at k = 3.04).
    const { runsPerArm: forQuality } = present(plan.quality);
    expect(forQuality).toBeGreaterThan(1050);
    expect(forQuality).toBeLessThan(1250);
  });

  it("solves its own equation: the runs that it names give the k(t) that it was made with", () => {
    const { savings } = present(compare(runs(400, 90, 1), []).plan);
    const factor = (of: (typeof savings)[number] | undefined) => {
      if (!of) throw new Error("no saving");
      const k = criticalValue(2 * of.runsPerArm, { alpha: 0.05, targetRuns: 500 });
      return (of.runsPerArm * Math.log(1 - of.saving) ** 2) / (2 * (k + normalQuantile(0.8)) ** 2);
    };
    // Both are the baseline's variance per run, up to rounding to two digits.
    expect(factor(savings[0]) / factor(savings[1])).toBeCloseTo(1, 1);
  });

  it("is not given beside a verdict, nor from too few runs", () => {
    expect(compare(runs(400, 90, 1), runs(400, 90, 1)).plan).toBeNull();
    expect(compare(runs(10, 90, 1), []).plan).toMatchObject({ missing: "too_few_runs", have: 10 });
    const noMargin = present(compare(runs(400, 90, 1), [], { acceptanceMargin: 0 }).plan);
    expect(noMargin.quality).toMatchObject({ missing: "not_applicable" });
  });
});
