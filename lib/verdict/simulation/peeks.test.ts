import { describe, expect, it } from "vitest";
import { daysBeforeAfter, HOLDOUT, RANDOMISED } from "./designs";
import { standardError } from "./figure";
import { labelsOf } from "./labels";
import { everWrong } from "./peeks";
import { simulationRandom } from "./random";

/** A short form of `npm run stats:simulate -- peeks verdicts`; allowed are three standard errors above .05. */
const REPETITIONS = 100;
const ALLOWED = 0.05 + 3 * standardError(0.05, REPETITIONS);

describe("thirty daily looks, simulated", () => {
  it("fool today's range, not the any-day range, beside a small holdout", () => {
    const scenario = { ...HOLDOUT, sigma: 0.6, dayShock: null };
    const ever = everWrong({ scenario, lambdaUsd: null }, simulationRandom(31), REPETITIONS);
    expect(ever.fixed).toBeGreaterThan(0.15);
    expect(ever.full).toBeLessThan(ALLOWED);
    expect(ever.acceptance).toBeLessThan(ALLOWED);
    expect(ever.cost).toBeLessThan(ALLOWED);
    expect(ever.spoke).toBeGreaterThan(0.9);
  });

  it("fool the any-day range before and after where the costs of a day rise and fall together, without the design effect", () => {
    const scenario = { ...daysBeforeAfter(20), sigma: 0.6, dayShock: 0.3 };
    const ever = everWrong({ scenario, lambdaUsd: null }, simulationRandom(32), REPETITIONS);
    expect(ever.matched).toBeGreaterThan(0.15);
    expect(ever.full).toBeLessThan(ALLOWED);
    expect(ever.paysOff).toBeLessThan(ALLOWED / 2);
  });

  it("find what differs: a saving as paying off, a loss of quality as a trade-off", () => {
    const told = (costFactor: number, acceptanceShift: number, seed: number) => {
      const scenario = { ...RANDOMISED, sigma: 0.6, dayShock: null, candidate: { costFactor, acceptanceShift } };
      return labelsOf({ scenario, lambdaUsd: null }, simulationRandom(seed), 40).shares;
    };
    const saving = told(0.7, 0, 33);
    expect(saving["ever pays_off"]).toBeGreaterThan(0.6);
    expect(saving["ever does_not_pay"]).toBe(0);
    const worse = told(0.6, -0.12, 34);
    expect(worse["last trade_off"]).toBe(1);
    expect(worse["ever pays_off"]).toBe(0);
  });
});
