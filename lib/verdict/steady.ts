import { shrink } from "@/lib/stats/shrinkage";
import type { Estimate, Missing } from "./comparison";
import { missing } from "./missing";
import type { BenefitReading } from "./money-comparison";
import type { Reading } from "./reading";

/** From this many steps on there is a common mean worth drawing to. */
const STEPS_NEEDED = 4;

/** A step's net benefit per run with what it is read from; null where it has none. */
export type StepBenefit = { benefit: BenefitReading | null; runs: number };

/**
 * Each step's net benefit drawn towards the steps' common mean, the thinner the step the more (spec section 9): a
 * steadied reading to look at many steps together. US$ per run, today's range. Display only: verdicts are each step's own.
 */
export function steadied(steps: readonly StepBenefit[], reading: Reading): (Estimate | Missing)[] {
  const effects = steps.map(({ benefit }) =>
    benefit && benefit.seIndependent > 0
      ? { value: benefit.value, variance: benefit.seIndependent ** 2 * benefit.deff.anyDay }
      : null,
  );
  const have = effects.filter((effect) => effect !== null);
  const drawn = shrink(have);
  let next = 0;
  return steps.map(({ runs }, i) => {
    const effect = effects[i] === null ? null : drawn?.effects[next++];
    if (!effect) {
      return missing("too_few_steps", "Steadying needs four steps with a net benefit of their own.", {
        have: have.length,
        need: STEPS_NEEDED,
      });
    }
    const half = reading.z * effect.se;
    const { value } = effect;
    return { value, low: value - half, high: value + half, level: reading.level, n: runs, method: "morris" };
  });
}
