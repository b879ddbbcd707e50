import { describe, expect, it } from "vitest";
import { againstStated, missesTarget, shareFigure, standardError } from "./figure";

describe("simulated figures", () => {
  it("knows the standard error of a share, and that none is certain", () => {
    expect(standardError(0.5, 2500)).toBeCloseTo(0.01, 4);
    expect(standardError(0, 1000)).toBeGreaterThan(0.0005);
  });

  // The standard error of .05 in 2000 repetitions is .0049: two of them end at .0598.
  it.each([
    [0.049, false],
    [0.059, false],
    [0.061, true],
  ])("a share of %s misses at most .05: %s", (share, misses) => {
    expect(missesTarget(shareFigure(share, 2000, { target: { low: 0, high: 0.05 } }))).toBe(misses);
  });

  it("holds the lowest of several against the lower limit", () => {
    const target = { low: 0.93, high: 0.97 };
    expect(missesTarget(shareFigure([0.95, 0.91, 0.96], 2000, { target }))).toBe(true);
    expect(missesTarget(shareFigure([0.95, 0.925, 0.96], 2000, { target }))).toBe(false);
  });

  // Three standard errors of .9 in 2000 repetitions of ours and 2000 of theirs are .0285.
  it("marks what leaves the stated range by more than the error of both", () => {
    const stated = [0.9, 0.95];
    expect(againstStated(shareFigure([0.875, 0.95], 2000, { stated }))).toBe("within");
    expect(againstStated(shareFigure([0.87, 0.95], 2000, { stated }))).toBe("below");
    expect(againstStated(shareFigure([0.9, 0.99], 2000, { stated }))).toBe("above");
  });

  it("misses the stated range only from below: more cover than stated is no fault", () => {
    const held = { stated: [0.9, 0.95], target: "stated" as const };
    expect(missesTarget(shareFigure([0.87, 0.95], 2000, held))).toBe(true);
    expect(missesTarget(shareFigure([0.9, 0.99], 2000, held))).toBe(false);
  });
});
