import { describe, expect, it } from "vitest";
import { drawIndex, overdispersedCount, simulationRandom, symmetricBeta } from "./random";

const DRAWS = 100_000;

/** Mean and variance of so many draws. */
function moments(draw: () => number) {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < DRAWS; i++) {
    const value = draw();
    sum += value;
    squares += value * value;
  }
  const mean = sum / DRAWS;
  return { mean, variance: squares / DRAWS - mean * mean };
}

// Standard errors of these means are at most .005, of these variances at most .025: allowed are four of them.
describe("random numbers of simulations", () => {
  it("are the same for the same seed, and others for another", () => {
    const first = (seed: number) => Array.from({ length: 3 }, simulationRandom(seed));
    expect(first(1)).toEqual(first(1));
    expect(first(1)).not.toEqual(first(2));
  });

  it("are uniform, and each tells nothing of the next", () => {
    const random = simulationRandom(1);
    const { mean, variance } = moments(random);
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(0.004);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.002);
    expect(Math.abs(moments(() => random() * random()).mean - 1 / 4)).toBeLessThan(0.003);
  });

  it("make counts with the spread of a geometric distribution", () => {
    const random = simulationRandom(2);
    const { mean, variance } = moments(() => overdispersedCount(random, 0.8));
    expect(Math.abs(mean - 0.8)).toBeLessThan(0.02);
    expect(Math.abs(variance - 0.8 * 1.8)).toBeLessThan(0.1);
  });

  it("make shares of a symmetric Beta distribution", () => {
    const random = simulationRandom(3);
    const { mean, variance } = moments(() => symmetricBeta(random, 0.3));
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(0.005);
    expect(Math.abs(variance - 1 / 4 / 1.6)).toBeLessThan(0.003);
  });

  it("choose by shares", () => {
    const random = simulationRandom(4);
    const { mean } = moments(() => (drawIndex(random, [0.2, 0.3, 0.5]) === 1 ? 1 : 0));
    expect(Math.abs(mean - 0.3)).toBeLessThan(0.006);
  });
});
