import { describe, expect, it } from "vitest";
import { standardError } from "./figure";
import { mixCover } from "./mixes";
import { offPolicyCover } from "./off-policy";
import { simulationRandom } from "./random";
import { SNAPSHOT_QUANTITIES, snapshotCover } from "./snapshot";

/**
 * A short form of `npm run stats:simulate`: enough to notice a range that is built wrongly, not to tell .94 from .95.
 * Allowed are three standard errors.
 */
const REPETITIONS = 400;
const allowed = (cover: number) => 3 * standardError(cover, REPETITIONS);

describe("today's range, simulated", () => {
  const snapshot = { sigma: 0.6, candidateRuns: 200, baselineRuns: 200, acceptanceRate: 0.9, candidateUsd: 0.7 };
  const cover = snapshotCover(snapshot, simulationRandom(11), REPETITIONS);

  it.each(SNAPSHOT_QUANTITIES)("%s is covered about as often as it says", (quantity) => {
    expect(Math.abs(cover[quantity] - 0.95)).toBeLessThan(allowed(0.95));
  });

  it("on one mix of steps finds no difference where only the mix differs; naively it does", () => {
    const mixed = { acceptanceRates: [0.95, 0.9, 0.8, 0.7, 0.5, 0.3], shift: 0, runs: 200 };
    const { standardised, naive } = mixCover(mixed, simulationRandom(12), REPETITIONS);
    expect(standardised).toBeGreaterThan(0.95 - allowed(0.95));
    expect(naive).toBeLessThan(0.5);
  });

  it("of another routing policy covers about as often as it says, whichever way it is estimated", () => {
    const cover = offPolicyCover({ runs: 1000, sigma: 0.6 }, simulationRandom(13), REPETITIONS);
    for (const share of Object.values(cover)) expect(Math.abs(share - 0.95)).toBeLessThan(allowed(0.95));
  });
});
