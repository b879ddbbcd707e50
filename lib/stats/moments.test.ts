import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addJointTotals, type JointTotals, jointMoments, moneyMoments, NO_JOINT_TOTALS } from "./joint-moments";
import { costPerRun } from "./log-ratio";
import { addTotals, momentsOf, NO_TOTALS, proportionMoments, type Totals } from "./moments";
import { moneyArm } from "./money-arm";
import { readVectors } from "./testing/vectors";

const of = (values: readonly bigint[]): Totals =>
  values.reduce((sum, x) => addTotals(sum, { n: 1n, sum: x, squares: x * x }), NO_TOTALS);

const joint = (runs: readonly { a: bigint; c: bigint; h: bigint }[]): JointTotals =>
  runs
    .map(({ a, c, h }) => ({ n: 1n, a, c, cc: c * c, ca: c * a, h, hh: h * h, ha: h * a, ch: c * h }))
    .reduce(addJointTotals, NO_JOINT_TOTALS);

describe("momentsOf", () => {
  it("keeps every digit where the mean dwarfs the spread", () => {
    // In doubles SS − S²/n of these is wrong from the fourth digit on.
    const huge = 4_000_000_000_000_000n;
    expect(momentsOf(of([huge, huge + 8_000_000_000n]))?.variance).toBe(3.2e19);
  });

  it("takes a spread below a millionth of the mean for rounding", () => {
    expect(momentsOf(of([10n ** 15n, 10n ** 15n + 1n]))?.variance).toBe(0);
  });

  it("gives nothing for fewer than two runs", () => {
    expect(momentsOf(of([5n]))).toBeNull();
    expect(momentsOf(NO_TOTALS)).toBeNull();
  });

  it("turns units", () => {
    expect(momentsOf(of([1000n, 3000n]), 1e-3)).toEqual({ n: 2, mean: 2, variance: 2 });
    expect(proportionMoments(4, 1)).toEqual({ n: 4, mean: 0.25, variance: 0.25 });
  });

  it("adds up the same however the runs are split", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 2 }), fc.nat(), (values, cut) => {
        const at = cut % values.length;
        expect(addTotals(of(values.slice(at)), of(values.slice(0, at)))).toEqual(of(values));
      }),
    );
  });
});

describe("moneyMoments", () => {
  it("prices minutes as if the money had been summed run by run", () => {
    const runs = [
      { a: 1n, c: 5n, h: 2n },
      { a: 0n, c: 9n, h: 7n },
      { a: 1n, c: 1n, h: 4n },
    ];
    const split = jointMoments(joint(runs), { cost: 1, minutes: 1 });
    const whole = jointMoments(joint(runs.map(({ a, c, h }) => ({ a, c: c + 3n * h, h: 0n }))), {
      cost: 1,
      minutes: 1,
    });
    if (split === null || whole === null) throw new Error("three runs have a spread");
    const priced = moneyMoments(split, 3);
    expect(priced.money).toBeCloseTo(whole.cost, 12);
    expect(priced.varMoney).toBeCloseTo(whole.varCost, 12);
    expect(priced.covMoneyAccepted).toBeCloseTo(whole.covCostAccepted, 12);
  });
});

const vectors = readVectors();

describe.skipIf(vectors === null)("edge cases (../shared/stats/vectors.json)", () => {
  it.each(vectors?.edge ?? [])("$case", ({ costs, accepted, expected }) => {
    const totals = joint(costs.map((cost, i) => ({ a: BigInt(accepted[i] ?? 0), c: BigInt(cost * 2), h: 0n })));
    const moments = jointMoments(totals, { cost: 0.5, minutes: 1 });
    if (costs.length > 0) expect(Number(totals.c) / 2 / costs.length).toBe(expected.mean_cost);
    if (moments === null) return expect(expected.cost_lo).toBeNull();
    const estimate = costPerRun(moneyArm([{ weight: 1, of: moneyMoments(moments, 0) }]), vectors?.conventions.z ?? 0);
    expect(estimate.value).toBe(expected.mean_cost);
    expect(estimate.low / (expected.cost_lo ?? 0)).toBeCloseTo(1, 6);
    expect(estimate.high / (expected.cost_hi ?? 0)).toBeCloseTo(1, 6);
  });
});
