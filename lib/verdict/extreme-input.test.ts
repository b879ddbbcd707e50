import { describe, expect, it } from "vitest";
import { exact } from "@/lib/receipts/exact";
import { compareArms } from "./compare-arms";
import type { Comparison, ComparisonSettings } from "./comparison";
import type { ComparisonCell } from "./comparison-cell";
import { parseSetting } from "./parse-setting";
import type { SettingName } from "./settings";
import { cellOfRun, type TestRun } from "./testing/cells";
import { TEST_SETTINGS } from "./testing/settings";

const DOLLAR = 1_000_000_000n;

function arm(count: number, run: (i: number) => TestRun): ComparisonCell[] {
  return Array.from({ length: count }, (_, i) =>
    cellOfRun({ day: `2026-11-${String(1 + (i % 20)).padStart(2, "0")}`, costNano: DOLLAR, ...run(i) }),
  );
}

const mixed = (count: number, usd: number) =>
  arm(count, (i) => ({
    status: i % 5 === 0 ? "rejected" : "accepted",
    costNano: BigInt(Math.round(usd * 1e9 * (0.8 + 0.05 * (i % 9)))),
  }));

function compare(baseline: ComparisonCell[], candidate: ComparisonCell[], change: Partial<ComparisonSettings> = {}) {
  return compareArms({
    baseline: "old",
    candidate: "new",
    baselineCells: baseline,
    candidateCells: candidate,
    settings: { ...TEST_SETTINGS, ...change },
    today: "2026-12-31",
  });
}

/** Whatever is asked, the answer is made of finite numbers and of words. */
function isSound(comparison: Comparison): void {
  const text = JSON.stringify(comparison, (_, value) => {
    if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
    return value;
  });
  expect(text).not.toMatch(/NaN|Infinity|undefined/);
  expect(comparison.overall.verdict.sentence).not.toBe("");
}

/** The same sums as if every run had been `times` runs. */
const times = (cells: ComparisonCell[], factor: bigint): ComparisonCell[] =>
  cells.map((cell) => ({
    ...cell,
    ...Object.fromEntries(
      Object.entries(cell)
        .filter(([name]) => /^(n$|n[A-Z]|[chretv]h?(Sum|Sq|Acc|Raw)$)/.test(name))
        .map(([name, value]) => [name, exact(BigInt(value as number | bigint) * factor)]),
    ),
  }));

describe("what nobody would send on purpose", () => {
  it.each<[string, ComparisonCell[], ComparisonCell[], string]>([
    ["no runs at all", [], [], "no_runs"],
    ["a candidate without runs", mixed(200, 1), [], "no_runs"],
    ["a step that only one arm did", mixed(200, 1), arm(200, () => ({ step: "other" })), "no_common_steps"],
    ["costs that no run reports", mixed(200, 1), arm(200, () => ({ costNano: undefined })), "not_reported"],
  ])("%s: the reason is named", (_, baseline, candidate, code) => {
    const comparison = compare(baseline, candidate);
    isSound(comparison);
    expect(comparison.overall.verdict.kind).toBe("insufficient_data");
    expect(comparison.overall.verdict.reasons.map((reason) => reason.code)).toContain(code);
  });

  it.each<[string, ComparisonCell[], ComparisonCell[]]>([
    ["nothing accepted", arm(200, () => ({ status: "rejected" })), arm(200, () => ({ status: "rejected" }))],
    ["everything pending", arm(200, () => ({ status: "pending" })), arm(200, () => ({ status: "pending" }))],
    ["one run each", mixed(1, 1), mixed(1, 1)],
  ])("%s: too little data, said so", (_, baseline, candidate) => {
    const comparison = compare(baseline, candidate);
    isSound(comparison);
    expect(comparison.overall.verdict.kind).toBe("insufficient_data");
  });

  it("all runs identical: no material difference, and no width made up", () => {
    const same = arm(200, () => ({ status: "accepted" }));
    const comparison = compare(same, same);
    isSound(comparison);
    expect(comparison.overall.adjusted.differences.costPerRunUsd).toMatchObject({ value: 0, low: 0, high: 0 });
    expect(comparison.overall.verdict.kind).toBe("no_material_difference");
  });

  it("one task only: an evaluation that says how many it needs", () => {
    const task = (cells: ComparisonCell[]) => cells.map((cell) => ({ ...cell, cluster: "task 1" }));
    const comparison = compare(task(mixed(200, 1)), task(mixed(200, 0.5)), { design: "evaluation" });
    isSound(comparison);
    expect(comparison.overall.verdict.reasons).toContainEqual(
      expect.objectContaining({ code: "too_few_tasks", have: 1, need: 10 }),
    );
  });

  it("costs of 0: free runs are a true 0, and a ratio of them has its reason", () => {
    const free = arm(200, (i) => ({ status: i % 5 === 0 ? "rejected" : "accepted", costNano: 0n }));
    const comparison = compare(mixed(200, 1), free);
    isSound(comparison);
    expect(comparison.overall.adjusted.candidate.figures.costPerRunUsd).toMatchObject({ value: 0, low: 0, high: 0 });
    expect(comparison.overall.verdict.costPerAcceptedChange).toMatchObject({ missing: "not_applicable" });
    expect(comparison.overall.verdict.breakEvenPriceRatio).toMatchObject({ missing: "not_applicable" });
  });

  it("10¹² runs: exact sums, and a verdict", () => {
    const trillion = 10n ** 10n;
    const comparison = compare(times(mixed(100, 1), trillion), times(mixed(100, 0.5), trillion));
    isSound(comparison);
    expect(comparison.overall.adjusted.baseline.runs).toBe(1e12);
    expect(comparison.overall.verdict).toMatchObject({ kind: "pays_off", sub: "cheaper" });
  });

  it.each<[SettingName, string]>([
    ["level", "1"],
    ["level", "100%"],
    ["acceptanceMargin", "-0.1"],
    ["hourlyRateUsd", "-1"],
    ["lambdaUsd", "NaN"],
    ["lambdaUsd", "1e400"],
    ["targetRuns", "0"],
    ["maturityDays", "7.5"],
  ])("%s = %s is refused at the door", (name, text) => {
    expect(parseSetting(name, text)).toMatchObject({ ok: false, message: expect.stringContaining("must be") });
  });

  it.each<[string, Partial<ComparisonSettings>]>([
    ["a value of 0", { lambdaUsd: 0 }],
    ["a negative margin", { acceptanceMargin: -0.1 }],
    ["a level of almost 1", { level: 1 - 1e-12 }],
    ["a target of one run", { targetRuns: 1 }],
    ["a price of next to nothing", { priceRatio: 1e-9 }],
  ])("%s: an answer of finite numbers", (_, change) => {
    isSound(compare(mixed(200, 1), mixed(200, 0.5), change));
  });
});
