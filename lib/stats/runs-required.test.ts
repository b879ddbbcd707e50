import { describe, expect, it } from "vitest";
import { criticalValue } from "./confidence-sequence";
import { normalQuantile } from "./normal";
import {
  candidateRunsRequired,
  informationRequired,
  moreRuns,
  roundUpTwoDigits,
  runsForQuality,
  runsForSaving,
} from "./runs-required";

const anyDay = { alpha: 0.05, targetRuns: 500 };

describe("runs required", () => {
  it.each([
    [0, 0],
    [12.2, 13],
    [99.5, 100],
    [1234, 1300],
    [1300, 1300],
    [98_765, 99_000],
  ])("%d rounds up to %d", (runs, expected) => {
    expect(roundUpTwoDigits(runs)).toBe(expected);
  });

  it("is a fixed point: at that time the difference is k + .84 standard errors", () => {
    const [t, se, distance] = [120, 0.05, 0.08];
    const required = informationRequired({ t, se, distance }, anyDay);
    const then = se * Math.sqrt(t / required);
    expect(distance / then).toBeCloseTo(criticalValue(required, anyDay) + normalQuantile(0.8), 9);
  });

  it("needs nothing where nothing varies, and no more where there is enough", () => {
    expect(informationRequired({ t: 100, se: 0, distance: 1 }, anyDay)).toBe(0);
    expect(moreRuns({ t: 5000, se: 0.01, distance: 1 }, 5000, anyDay)).toEqual({ runs: 0, tooCloseToCall: false });
  });

  it("says that a difference is too close to call", () => {
    expect(moreRuns({ t: 100, se: 1, distance: 0.1 }, 100, anyDay).tooCloseToCall).toBe(true);
  });

  it("plans the candidate alone, unless the baseline's own noise is too large", () => {
    const input = { candidateRuns: 100, candidateVariance: 0.01, baselineVariance: 0.001, distance: 0.4, k: 3 };
    const required = candidateRunsRequired(input) ?? Number.NaN;
    const se = Math.sqrt((0.01 * 100) / required + 0.001);
    expect(0.4 / se).toBeCloseTo(3 + normalQuantile(0.8), 9);
    expect(candidateRunsRequired({ ...input, baselineVariance: 0.1 })).toBeNull();
  });

  it.each([
    [0.05, 1100],
    [0.1, 270],
  ])("a margin of %d at 90 % acceptance takes about %d runs an arm", (margin, expected) => {
    expect(runsForQuality(0.9, margin, 3.04) / expected).toBeCloseTo(1, 1);
  });

  it("a saving of 30 % at a per-run log variance of .55 takes about 130 runs per unit", () => {
    expect(runsForSaving(0.55, 0.3, 3.04)).toBeCloseTo(
      (2 * 0.55 * (3.04 + normalQuantile(0.8)) ** 2) / Math.log(0.7) ** 2,
      9,
    );
    expect(runsForSaving(0.55, 0.5, 3.04)).toBeLessThan(runsForSaving(0.55, 0.3, 3.04));
  });
});
