import { criticalValue } from "@/lib/stats/confidence-sequence";
import type { Random } from "@/lib/story/random";
import { judge, type Standards } from "../judge";
import { isMissing } from "../missing";
import { moneyBasis } from "../quantities";
import { DEFAULT_SETTINGS } from "../settings";
import { LIVE } from "./reading";
import { shareOfRepetitions } from "./repeat";
import { looksAt, type Scenario } from "./scenario";

/** How a scenario is judged: the defaults, and seven days where days are told apart. */
export function standardsOf(scenario: Scenario, lambdaUsd: number | null): Standards {
  return {
    design: "live",
    minimumDays: scenario.dayShock === null ? 1 : DEFAULT_SETTINGS.minimumDays,
    lambdaUsd,
    acceptanceMargin: DEFAULT_SETTINGS.acceptanceMargin,
    basis: moneyBasis(0, 1),
    reading: LIVE,
    sampleRatioEValue: null,
  };
}

/**
 * Ways to be wrong at least once in thirty daily looks, without a true difference:
 * `fixed` net benefit at z = 1.96; `normal` at k(t) without, `matched` with the t quantile; `full` as the product gives
 * it, with the design effect, where every gate is open; `better` of those the ones that favour the candidate;
 * `paysOff` the verdict itself; `acceptance` and `cost` the any-day ranges of these differences, `cost` gated.
 * `spoke`, no error: the gates were open at some look.
 */
export const PEEK_OUTCOMES = [
  "fixed",
  "normal",
  "matched",
  "full",
  "better",
  "paysOff",
  "acceptance",
  "cost",
  "spoke",
] as const;
export type PeekOutcome = (typeof PEEK_OUTCOMES)[number];

const excludesZero = ({ low, high }: { low: number; high: number }) => low > 0 || high < 0;

/** Which outcomes one comparison shows in thirty looks; the arms have to be alike. */
function peek(scenario: Scenario, standards: Standards, random: Random): Set<PeekOutcome> {
  const seen = new Set<PeekOutcome>();
  const note = (outcome: PeekOutcome, holds: boolean) => holds && seen.add(outcome);
  for (const select of looksAt(scenario, random)) {
    const { money, benefit, acceptance, cost, failed, kind } = judge(select, standards);
    if (isMissing(money) || benefit === null) continue;
    const open = failed.length === 0;
    const standardErrors = Math.abs(benefit.value) / benefit.seIndependent;
    note("spoke", open);
    note("fixed", standardErrors > LIVE.z);
    note("normal", standardErrors > criticalValue(money.t, LIVE.anyDay));
    note("matched", standardErrors > benefit.criticalAnyDay);
    note("full", open && excludesZero(benefit.anyDay));
    note("better", open && benefit.anyDay.low > 0);
    note("paysOff", kind === "pays_off");
    note("acceptance", !isMissing(acceptance) && acceptance.anyDay !== null && excludesZero(acceptance.anyDay));
    note("cost", open && !isMissing(cost) && cost.anyDay !== null && excludesZero(cost.anyDay));
  }
  return seen;
}

/** Share of comparisons that ever show each outcome. */
export function everWrong(
  { scenario, lambdaUsd }: { scenario: Scenario; lambdaUsd: number | null },
  random: Random,
  repetitions: number,
): Record<PeekOutcome, number> {
  const standards = standardsOf(scenario, lambdaUsd);
  return shareOfRepetitions(PEEK_OUTCOMES, repetitions, () => peek(scenario, standards, random));
}
