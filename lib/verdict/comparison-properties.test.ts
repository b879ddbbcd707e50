import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { armFigures } from "./arm-figures";
import { compareArms } from "./compare-arms";
import type { Comparison, ComparisonSettings } from "./comparison";
import type { ComparisonCell } from "./comparison-cell";
import { isMissing } from "./missing";
import { cellOfRun, type TestRun } from "./testing/cells";
import { TEST_SETTINGS } from "./testing/settings";

const TODAY = "2026-12-31";

/** Costs from nothing to a hundred thousand dollars a run, each field sometimes unknown. */
const run: fc.Arbitrary<TestRun> = fc
  .record(
    {
      step: fc.constantFrom("a", "b", "c"),
      day: fc.integer({ min: 1, max: 28 }).map((day) => `2026-11-${String(day).padStart(2, "0")}`),
      status: fc.constantFrom("accepted", "rejected", "abandoned", "errored", "pending"),
      costNano: fc.oneof(fc.constantFrom(0n, 1n, 10n ** 14n), fc.bigInt({ min: 0n, max: 10n ** 10n })),
      milliMinutes: fc.bigInt({ min: 0n, max: 10n ** 7n }),
      retries: fc.nat(5),
      humanEdits: fc.nat(1_000_000),
      toolCalls: fc.nat(50),
      validationFailures: fc.nat(2),
      firstPass: fc.boolean(),
      stoppedEarly: fc.boolean(),
      assign: fc.constantFrom("switch", "routed", "random"),
    },
    { requiredKeys: ["step", "day", "status", "assign"] },
  )
  .map((record) => record as TestRun);

/** Arms of any size up to about a thousand runs: few distinct runs, some of them repeated many times. */
const arm: fc.Arbitrary<ComparisonCell[]> = fc
  .array(fc.tuple(run, fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 60 }))), { maxLength: 25 })
  .map((runs) => runs.flatMap(([each, times]) => Array.from({ length: times }, () => cellOfRun(each))));

const settings: fc.Arbitrary<ComparisonSettings> = fc.record({
  lambdaUsd: fc.option(fc.constantFrom(0, 0.000001, 5, 1e6)),
  hourlyRateUsd: fc.constantFrom(0, 60),
  priceRatio: fc.constantFrom(0.05, 1, 20),
  candidates: fc.constantFrom(1, 4),
  acceptanceMargin: fc.constantFrom(0, 0.05, 1),
  design: fc.constantFrom("live" as const, "evaluation" as const),
  level: fc.constantFrom(0.8, 0.95, 0.999),
  targetRuns: fc.constantFrom(1, 500, 100_000),
  maturityDays: fc.constantFrom(0, 7),
  minimumDays: fc.constantFrom(0, 7),
});

const compare = (baselineCells: ComparisonCell[], candidateCells: ComparisonCell[], chosen: ComparisonSettings) =>
  compareArms({ baseline: "old", candidate: "new", baselineCells, candidateCells, settings: chosen, today: TODAY });

/** Paths of all numbers in a value that JSON could not carry. */
function nonFinite(value: unknown, path = ""): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (typeof value === "string") return /NaN|Infinity|undefined/.test(value) ? [`${path} = ${value}`] : [];
  if (value === undefined || value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => nonFinite(inner, `${path}.${key}`));
}

/** Every interval has its limits in order and its value between them, but for rounding. */
function disordered(value: unknown, path = ""): string[] {
  if (value === null || typeof value !== "object") return [];
  const inner = Object.entries(value).flatMap(([key, each]) => disordered(each, `${path}.${key}`));
  if (!("low" in value && "high" in value && "value" in value)) return inner;
  const { low, high, value: middle } = value as { low: number; high: number; value: number };
  const slack = 1e-9 * Math.max(1, Math.abs(low), Math.abs(high));
  return low <= middle + slack && middle <= high + slack ? inner : [...inner, `${path}: ${low} ${middle} ${high}`];
}

describe("compareArms, for any cells", () => {
  it("gives no number that is not finite, and limits in order", () => {
    fc.assert(
      fc.property(arm, arm, settings, (baseline, candidate, chosen) => {
        const comparison = compare(baseline, candidate, chosen);
        expect(nonFinite(comparison)).toEqual([]);
        expect(disordered(comparison)).toEqual([]);
        expect(nonFinite(armFigures(candidate, 1, chosen))).toEqual([]);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("does not depend on the order of cells or on how runs were summed up", () => {
    fc.assert(
      fc.property(arm, arm, settings, fc.nat(), (baseline, candidate, chosen, turn) => {
        const turned = (cells: ComparisonCell[]) => {
          const at = cells.length === 0 ? 0 : turn % cells.length;
          return [...cells.slice(at), ...cells.slice(0, at)].reverse();
        };
        expect(compare(turned(baseline), turned(candidate), chosen)).toEqual(compare(baseline, candidate, chosen));
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it("mirrors every difference when the arms are swapped", () => {
    fc.assert(
      fc.property(arm, arm, settings, (baseline, candidate, set) => {
        // Another price is the candidate's alone.
        const chosen = { ...set, priceRatio: 1 };
        const forth = compare(baseline, candidate, chosen).overall.adjusted.differences;
        const back = compare(candidate, baseline, chosen).overall.adjusted.differences;
        for (const metric of Object.keys(forth) as (keyof typeof forth)[]) {
          const [one, other] = [forth[metric], back[metric]];
          expect(isMissing(one)).toBe(isMissing(other));
          if (isMissing(one) || isMissing(other)) continue;
          const near = (a: number, b: number) =>
            expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(a)));
          near(other.value, -one.value);
          near(other.low, -one.high);
          near(other.high, -one.low);
          if (one.anyDay && other.anyDay) near(other.anyDay.low, -one.anyDay.high);
        }
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it("with a value given, mirrors the net benefit", () => {
    fc.assert(
      fc.property(arm, arm, (baseline, candidate) => {
        const chosen = { ...TEST_SETTINGS, lambdaUsd: 2 };
        const benefit = (comparison: Comparison) => comparison.overall.verdict.netBenefitUsd;
        const forth = benefit(compare(baseline, candidate, chosen));
        const back = benefit(compare(candidate, baseline, chosen));
        expect(isMissing(forth)).toBe(isMissing(back));
        if (isMissing(forth) || isMissing(back)) return;
        expect(back.value).toBeCloseTo(-forth.value, 6);
        expect(back.low / -forth.high).toBeCloseTo(1, 6);
      }),
      { numRuns: 60, seed: 4 },
    );
  });
});
