import { describe, expect, it } from "vitest";
import { EVALUATION_QUANTITIES, evaluationCover, IGNORING_TASKS } from "./evaluation";
import { standardError } from "./figure";
import { simulationRandom } from "./random";

/** A short form of `npm run stats:simulate -- evaluation`; allowed are three standard errors. */
const REPETITIONS = 300;
const ALLOWED = 3 * standardError(0.95, REPETITIONS);

describe("evaluation design, simulated", () => {
  const few = { tasks: 24, runsPerTask: 5, ease: 0.3, sigma: 0.6, unshared: 0 };
  const shared = evaluationCover(few, simulationRandom(21), REPETITIONS);
  const halfShared = evaluationCover({ ...few, unshared: 0.5 }, simulationRandom(22), REPETITIONS);

  it.each(EVALUATION_QUANTITIES)("covers %s about as often as it says, tasks shared or not", (quantity) => {
    expect(Math.abs(shared.cover[quantity] - 0.95)).toBeLessThan(ALLOWED);
    expect(Math.abs(halfShared.cover[quantity] - 0.95)).toBeLessThan(ALLOWED);
  });

  it("is sharper than ignoring tasks where the arms share them", () => {
    expect(shared.relativeWidth).toBeLessThan(0.85);
  });

  it("covers where ignoring tasks would not, since the arms share few", () => {
    expect(halfShared.cover[IGNORING_TASKS]).toBeLessThan(0.95 - ALLOWED);
  });
});
