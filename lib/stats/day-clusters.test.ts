import { describe, expect, it } from "vitest";
import { addDeviations, type ClusteredRuns, clusterCovariance, designEffect, fewClustersFactor } from "./day-clusters";
import { tMatch } from "./t-match";

const DAYS = ["mon", "tue", "wed"];

/** An arm from its runs' values, by day. */
function arm(days: Record<string, number[]>): ClusteredRuns {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const all = Object.values(days).flat();
  const place = Int32Array.from(Object.keys(days), (day) => DAYS.indexOf(day));
  const n = Float64Array.from(Object.values(days), (values) => values.length);
  const y = Float64Array.from(Object.values(days), sum);
  return { n: all.length, total: sum(all), rows: [{ place, n, y, start: 0, end: place.length }] };
}

type Step = { weight: number; candidate: ClusteredRuns; baseline: ClusteredRuns };

function variance(steps: Step[], clusters: number): number {
  const u = new Float64Array(DAYS.length);
  for (const { weight, candidate, baseline } of steps) {
    addDeviations(u, candidate, weight);
    addDeviations(u, baseline, -weight);
  }
  return clusterCovariance(u, u, clusters);
}

describe("variance by cluster", () => {
  it("is D/(D − 1) Σ u², by hand", () => {
    // Candidate mean 2, u: (1 − 2)/4·… per day; baseline mean 1 without spread adds nothing.
    const candidate = arm({ mon: [1, 1], tue: [3, 3] });
    const baseline = arm({ mon: [1, 1], tue: [1, 1] });
    const u = [(2 - 2 * 2) / 4, (6 - 2 * 2) / 4];
    const expected = 2 * u.reduce((sum, each) => sum + each * each, 0);
    expect(variance([{ weight: 1, candidate, baseline }], 2)).toBe(expected);
  });

  it("counts a shock that both arms share once: it cancels", () => {
    const shared = { mon: [1, 2], tue: [5, 6], wed: [9, 10] };
    expect(variance([{ weight: 1, candidate: arm(shared), baseline: arm(shared) }], 3)).toBe(0);
  });

  it("adds up over steps with their weights before it squares", () => {
    const up = { candidate: arm({ mon: [0], tue: [2] }), baseline: arm({ mon: [0], tue: [0] }) };
    const down = { candidate: arm({ mon: [2], tue: [0] }), baseline: arm({ mon: [0], tue: [0] }) };
    const steps = (first: number, second: number) => [
      { weight: first, ...up },
      { weight: second, ...down },
    ];
    expect(variance(steps(0.5, 0.5), 2)).toBe(0);
    expect(variance(steps(1, 0), 2)).toBe(1);
  });

  it("is nothing with a single cluster", () => {
    const only = { weight: 1, candidate: arm({ mon: [1, 5] }), baseline: arm({ mon: [2, 3] }) };
    expect(variance([only], 1)).toBe(0);
  });

  it("reads only the rows of the arm itself", () => {
    const { rows, ...sums } = arm({ mon: [1, 1], tue: [3, 3], wed: [100] });
    const u = new Float64Array(DAYS.length);
    addDeviations(u, { ...sums, n: 4, total: 8, rows: rows.map((each) => ({ ...each, end: 2 })) }, 1);
    expect([...u]).toEqual([-0.5, 0.5, 0]);
  });
});

describe("designEffect", () => {
  it.each([
    ["days, above 1", { variance: 3, clusters: 20 }, 2, true, 1.5],
    ["days, floored at 1", { variance: 1, clusters: 20 }, 2, true, 1],
    ["tasks, not floored at 1", { variance: 1, clusters: 20 }, 2, false, 0.5],
    ["tasks that agree in every pair", { variance: 0, clusters: 20 }, 2, false, 2 / 22],
    ["too few clusters", { variance: 9, clusters: 9 }, 2, false, 1],
    ["no spread at all", { variance: 0, clusters: 20 }, 0, false, 1],
  ])("%s", (_, clustered, independent, floored, expected) => {
    expect(designEffect(clustered, independent, floored)).toBeCloseTo(expected, 12);
  });
});

describe("fewClustersFactor", () => {
  it("turns a normal quantile into a t quantile", () => {
    expect(1.96 * Math.sqrt(fewClustersFactor(1.96, 20))).toBeCloseTo(tMatch(1.96, 19), 12);
  });

  it.each([9, 60, 1000])("is 1 with %d clusters", (clusters) => {
    expect(fewClustersFactor(1.96, clusters)).toBe(1);
  });
});
