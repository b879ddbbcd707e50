import type { Random } from "@/lib/story/random";
import { rateDifference } from "../differences";
import { pooled, type SelectPopulation, standardised } from "../population";
import { cellsByStep } from "../run-groups";
import { covers } from "./cover";
import { drawIndex } from "./random";
import { LIVE } from "./reading";
import { shareOfRepetitions } from "./repeat";
import { cellOf, emptyTally, tallyRun } from "./tally";

/**
 * Six steps that the arms did in opposite shares. Within each step the candidate accepts `shift` more (0 = alike), so
 * that this is the true difference on any mix, and what a naive comparison adds to it is the mix alone.
 */
export type MixedSteps = { acceptanceRates: readonly number[]; shift: number; runs: number };

/** Shares of the candidate's runs; the baseline has them the other way round. */
const SHARES = [0.35, 0.25, 0.15, 0.1, 0.1, 0.05];

function drawArm(random: Random, { acceptanceRates, runs }: MixedSteps, arm: { shares: number[]; shift: number }) {
  const tallies = acceptanceRates.map(emptyTally);
  for (let i = 0; i < runs; i++) {
    const step = drawIndex(random, arm.shares);
    const tally = tallies[step];
    if (!tally) throw new Error("a share for each step");
    tallyRun(tally, random, { acceptanceRate: (acceptanceRates[step] ?? 0) + arm.shift, usd: 1, sigma: 0.6 });
  }
  return tallies.flatMap((tally, i) => (tally.n === 0 ? [] : [cellOf(tally, { step: `${i}`, day: "2026-11-02" })]));
}

/** How often today's range holds the true difference of acceptance: on one mix of steps, and naively. */
export function mixCover(
  mixed: MixedSteps,
  random: Random,
  repetitions: number,
): Record<"standardised" | "naive", number> {
  const holds = (select: SelectPopulation) => covers(rateDifference(select, "acceptanceRate", LIVE), mixed.shift);
  return shareOfRepetitions(["standardised", "naive"], repetitions, () => {
    const baseline = drawArm(random, mixed, { shares: SHARES.toReversed(), shift: 0 });
    const steps = cellsByStep(baseline, drawArm(random, mixed, { shares: SHARES, shift: mixed.shift }));
    return [
      ...(holds(standardised(steps)) ? (["standardised"] as const) : []),
      ...(holds(pooled(steps)) ? (["naive"] as const) : []),
    ];
  });
}
