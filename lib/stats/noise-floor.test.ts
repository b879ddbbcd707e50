import { describe, expect, it } from "vitest";
import { costPerAcceptedRatio } from "./log-ratio";
import { moneyArm } from "./money-arm";
import { type NoiseSpreads, noiseFloor } from "./noise-floor";
import { normalQuantile } from "./normal";
import type { UnitSums } from "./random-halves";
import { randomWords } from "./random-words";

type Run = { unit: string; step: string; accepted: boolean; usd: number | null };

/** Runs by unit and step, as the database adds them up. */
function unitsOf(runs: readonly Run[]): UnitSums[] {
  const rows = new Map<string, UnitSums>();
  for (const { unit, step, accepted, usd } of runs) {
    const key = `${unit}\u0001${step}`;
    const row = rows.get(key) ?? { unit, step, runs: 0, accepted: 0, priced: 0, pricedAccepted: 0, costNanoUsd: 0 };
    row.runs += 1;
    row.accepted += Number(accepted);
    row.priced += Number(usd !== null);
    row.pricedAccepted += Number(accepted && usd !== null);
    row.costNanoUsd += Math.round((usd ?? 0) * 1e9);
    rows.set(key, row);
  }
  return [...rows.values()];
}

const uniform = (next: () => number) => (next() + 0.5) / 2 ** 32;

/** Runs of one step, .7 accepted, lognormal costs (sigma .6) that are half as dear again where one fails. */
function draw(next: () => number, count: number, step = "s", share = 0.7): Run[] {
  return Array.from({ length: count }, (_, n) => {
    const accepted = uniform(next) < share;
    const usd = (accepted ? 1 : 1.5) * Math.exp(0.6 * normalQuantile(uniform(next)));
    return { unit: `run ${step}-${n}`, step, accepted, usd };
  });
}

/** t of the halves of so many runs, so that nothing is scaled. */
const ofHalves = (runs: number) => ({ costPerAccepted: runs, acceptance: runs });

function floorOf(runs: readonly Run[], seed = 1, splits = 200, information = ofHalves(runs.length)): NoiseSpreads {
  return noiseFloor(unitsOf(runs), { seed, splits, information });
}

function half(figure: NoiseSpreads["acceptance"]): number {
  if ("refused" in figure) throw new Error(figure.refused);
  return figure.half;
}

/** 1.96 standard errors of ln(R₁/R₀) and of p₁ − p₀ between two halves of these runs, by the delta method. */
function theory(runs: readonly Run[]): { cost: number; acceptance: number } {
  const n = runs.length;
  const mean = (of: (run: Run) => number) => runs.reduce((sum, run) => sum + of(run), 0) / n;
  const [p, k] = [mean(({ accepted }) => Number(accepted)), mean(({ usd }) => usd ?? 0)];
  const covariance = (x: (run: Run) => number, y: (run: Run) => number) =>
    (mean((run) => x(run) * y(run)) - mean(x) * mean(y)) * (n / (n - 1));
  const [a, c] = [(run: Run) => Number(run.accepted), (run: Run) => run.usd ?? 0];
  const of = {
    n: n / 2,
    accepted: p,
    money: k,
    varAccepted: covariance(a, a),
    varMoney: covariance(c, c),
    covMoneyAccepted: covariance(a, c),
  };
  const arm = moneyArm([{ weight: 1, of }]);
  const ratio = costPerAcceptedRatio(arm, arm, 1.96, 1);
  if (ratio === null) throw new Error("costs and acceptances are positive");
  return { cost: 1.96 * ratio.seLog, acceptance: 1.96 * Math.sqrt((4 * of.varAccepted) / n) };
}

describe("noiseFloor", () => {
  const runs = draw(randomWords(11), 400);

  it("is the same for a seed and another for another, whatever the order of the units", () => {
    expect(floorOf([...runs].reverse())).toEqual(floorOf(runs));
    expect(half(floorOf(runs, 2).costPerAccepted)).not.toBe(half(floorOf(runs).costPerAccepted));
  });

  it("is as wide as 1.96 standard errors of a difference where nothing differs", () => {
    // 40 baselines of 200 splits: the mean ratio's Monte Carlo error is about .07/√40 = .011.
    const ratios = Array.from({ length: 40 }, (_, n) => {
      const own = draw(randomWords(100 + n), 300);
      const floor = floorOf(own, n);
      const expected = theory(own);
      return [half(floor.costPerAccepted) / expected.cost, half(floor.acceptance) / expected.acceptance];
    });
    for (const which of [0, 1]) {
      const mean = ratios.reduce((sum, ratio) => sum + (ratio[which] ?? 0), 0) / ratios.length;
      expect(Math.abs(mean - 1)).toBeLessThan(0.045);
    }
  });

  it("shrinks with one over the square root of the number of runs", () => {
    // The same runs sixteen times over; each spread of 2,000 splits is known to about 2 %.
    const more = Array.from({ length: 16 }, (_, n) => runs.map((run) => ({ ...run, unit: `${run.unit} ${n}` }))).flat();
    const ratio = half(floorOf(runs, 1, 2_000).costPerAccepted) / half(floorOf(more, 1, 2_000).costPerAccepted);
    expect(Math.abs(ratio - 4)).toBeLessThan(0.35);
  });

  it("is put on the size of the comparison by the information times", () => {
    const own = floorOf(runs);
    const larger = floorOf(runs, 1, 200, ofHalves(4 * runs.length));
    for (const quantity of ["costPerAccepted", "acceptance"] as const) {
      expect(half(larger[quantity])).toBeCloseTo(half(own[quantity]) / 2, 12);
    }
    expect(larger.costPerAccepted).toHaveProperty("ofHalves", (own.costPerAccepted as { ofHalves: number }).ofHalves);
  });

  it("adjusts for the mix of steps: a dear step in one half is not noise", () => {
    const next = randomWords(5);
    const step = (name: string, usd: number) => draw(next, 200, name, 0.9).map((run) => ({ ...run, usd }));
    const mixed = [...step("cheap", 1), ...step("dear", 50)];
    const asOne = mixed.map((run) => ({ ...run, step: "one" }));
    expect(half(floorOf(asOne).costPerAccepted)).toBeGreaterThan(2 * half(floorOf(mixed).costPerAccepted));
  });

  it("splits tasks whole: runs of a task that are alike make it wider", () => {
    const tasks = runs
      .slice(0, 80)
      .flatMap((run, n) => Array.from({ length: 5 }, () => ({ ...run, unit: `task ${n}` })));
    const single = tasks.map((run, n) => ({ ...run, unit: `run ${n}` }));
    const ratio = half(floorOf(tasks).acceptance) / half(floorOf(single).acceptance);
    expect(ratio).toBeGreaterThan(Math.sqrt(5) * 0.75);
    expect(ratio).toBeLessThan(Math.sqrt(5) * 1.25);
  });

  it("uses the runs whose cost is known for the cost, and all of them for acceptance", () => {
    const unpriced = draw(randomWords(9), 400, "s", 0.1).map((run, n) => ({
      ...run,
      unit: `unpriced ${n}`,
      usd: null,
    }));
    const both = floorOf([...runs, ...unpriced], 1, 200, { costPerAccepted: runs.length, acceptance: 800 });
    expect(Math.abs(half(both.costPerAccepted) / theory(runs).cost - 1)).toBeLessThan(0.25);
    expect(half(both.acceptance)).toBeGreaterThan(0);
    expect(both.units).toBe(800);
  });

  it.each<[string, Run[], "costPerAccepted" | "acceptance", object]>([
    ["nothing", [], "acceptance", { refused: "too_few_units", have: 0, need: 20 }],
    ["19 units", draw(randomWords(1), 19), "costPerAccepted", { refused: "too_few_units", have: 19, need: 20 }],
    [
      "two accepted",
      runs.map((run, n) => ({ ...run, accepted: n < 2 })),
      "acceptance",
      { refused: "too_few_accepted", need: 5 },
    ],
    [
      "no cost reported",
      runs.map((run) => ({ ...run, usd: null })),
      "costPerAccepted",
      { refused: "not_reported", have: 0 },
    ],
    ["runs that cost nothing", runs.map((run) => ({ ...run, usd: 0 })), "costPerAccepted", { refused: "unbounded" }],
    [
      "a step of its own for each unit",
      runs.map((run) => ({ ...run, step: run.unit })),
      "acceptance",
      { refused: "no_common_steps" },
    ],
  ])("refuses %s", (_, own, quantity, refusal) => {
    expect(floorOf(own, 1, 200, ofHalves(400))[quantity]).toMatchObject(refusal);
  });
});
