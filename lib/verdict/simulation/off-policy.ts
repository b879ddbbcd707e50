import { costPerRun } from "@/lib/stats/log-ratio";
import {
  directMethod,
  type LoggedCell,
  policyCostPerAccepted,
  type RoutingPolicy,
  weighLogs,
} from "@/lib/stats/off-policy";
import { wilson } from "@/lib/stats/proportion";
import type { Random } from "@/lib/story/random";
import { USD } from "../quantities";
import { drawIndex } from "./random";
import { LIVE } from "./reading";
import { shareOfRepetitions } from "./repeat";
import { emptyTally, meanCostUsd, type Tally, tallyRun, totalsOf } from "./tally";

/** Three steps, three models, two policy versions that logged their propensities: what would another policy cost? */
const MODELS = [
  { name: "small", usd: 0.3, acceptanceRate: [0.9, 0.75, 0.5] },
  { name: "middle", usd: 0.8, acceptanceRate: [0.93, 0.85, 0.7] },
  { name: "large", usd: 2, acceptanceRate: [0.95, 0.9, 0.85] },
];
const STEPS = [
  { name: "extract", share: 0.5 },
  { name: "draft", share: 0.3 },
  { name: "plan", share: 0.2 },
];
/** Chances of each model, by step, under either version. */
const LOGGED = [
  [
    [0.4, 0.3, 0.3],
    [0.3, 0.4, 0.3],
    [0.3, 0.3, 0.4],
  ],
  [
    [0.6, 0.2, 0.2],
    [0.25, 0.5, 0.25],
    [0.2, 0.3, 0.5],
  ],
];
/** The policy asked about: the easy step to the small model, the hard one to the large one. */
const ASKED = [
  [0.8, 0.2, 0],
  [0.2, 0.6, 0.2],
  [0, 0.3, 0.7],
];

const POLICY: RoutingPolicy = Object.fromEntries(
  STEPS.map(({ name }, s) => [name, Object.fromEntries(MODELS.map((model, m) => [model.name, ASKED[s]?.[m] ?? 0]))]),
);
const RATE = { units: { cost: USD, minutes: 1 }, usdPerMinute: 0 };

export const OFF_POLICY_QUANTITIES = ["DM cost", "DM acceptance", "DM ratio", "IPS", "SNIPS", "DR"] as const;
export type OffPolicyQuantity = (typeof OFF_POLICY_QUANTITIES)[number];

type Logged = { cell: Omit<LoggedCell, "totals">; tally: Tally };

/** Half of the runs under the first version, half under the second. */
function drawLogs(runs: number, sigma: number, random: Random): Logged[] {
  const logs = LOGGED.map((version) =>
    STEPS.map(({ name: step }, s) =>
      MODELS.map(
        ({ name: model }, m): Logged => ({
          cell: { step, model, propensity: version[s]?.[m] ?? 0 },
          tally: emptyTally(),
        }),
      ),
    ),
  );
  const shares = STEPS.map(({ share }) => share);
  for (let i = 0; i < runs; i++) {
    const version = i < runs / 2 ? 0 : 1;
    const s = drawIndex(random, shares);
    const m = drawIndex(random, LOGGED[version]?.[s] ?? []);
    const tally = logs[version]?.[s]?.[m]?.tally;
    const model = MODELS[m];
    if (!tally || !model) throw new Error("a tally for each version, step and model");
    tallyRun(tally, random, { acceptanceRate: model.acceptanceRate[s] ?? 0, usd: model.usd, sigma });
  }
  return logs.flat(2);
}

/** Money per run and acceptance of the policy on a mix of steps. */
function truthOn(stepShares: readonly number[]) {
  let [money, accepted] = [0, 0];
  stepShares.forEach((share, s) => {
    MODELS.forEach(({ usd, acceptanceRate }, m) => {
      const weight = share * (ASKED[s]?.[m] ?? 0);
      accepted += weight * (acceptanceRate[s] ?? 0);
      money += weight * meanCostUsd(usd, acceptanceRate[s] ?? 0);
    });
  });
  return { money, accepted };
}

/** Which 95 % ranges hold the truth, for one set of logs. */
function coveredBy(logs: readonly Logged[], runs: number): Record<OffPolicyQuantity, boolean> {
  const cells = logs.flatMap(({ cell, tally }) => (tally.n === 0 ? [] : [{ ...cell, totals: totalsOf(tally) }]));
  const { arm } = directMethod(cells, POLICY, RATE);
  const weighing = weighLogs(cells, POLICY, RATE);
  const perAccepted = arm && policyCostPerAccepted(arm, LIVE.z);
  if (!arm || !weighing || !perAccepted) throw new Error("every step is supported, every propensity logged");
  // The direct method takes the logged mix of steps as the population; weighing also allows for how it was drawn.
  const mix = STEPS.map(
    ({ name }) => logs.reduce((n, { cell, tally }) => n + (cell.step === name ? tally.n : 0), 0) / runs,
  );
  const onLogged = truthOn(mix);
  const expected = truthOn(STEPS.map(({ share }) => share)).money;
  const holds = ({ low, high }: { low: number; high: number }, truth: number) => low <= truth && truth <= high;
  const near = ({ value, variance }: { value: number; variance: number }) =>
    Math.abs(value - expected) <= LIVE.z * Math.sqrt(variance);
  return {
    "DM cost": holds(costPerRun(arm, LIVE.z), onLogged.money),
    "DM acceptance": holds(wilson(arm.accepted, arm.n, LIVE.z), onLogged.accepted),
    "DM ratio": holds(perAccepted, onLogged.money / onLogged.accepted),
    IPS: near(weighing.ips),
    SNIPS: near(weighing.snips),
    DR: near(weighing.dr),
  };
}

/** Cover of nominal .95 ranges of what another policy would have cost, from so many logged runs. */
export function offPolicyCover(
  { runs, sigma }: { runs: number; sigma: number },
  random: Random,
  repetitions: number,
): Record<OffPolicyQuantity, number> {
  return shareOfRepetitions(OFF_POLICY_QUANTITIES, repetitions, () => {
    const covered = coveredBy(drawLogs(runs, sigma, random), runs);
    return OFF_POLICY_QUANTITIES.filter((quantity) => covered[quantity]);
  });
}
