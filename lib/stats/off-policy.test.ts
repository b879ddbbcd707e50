import { describe, expect, it } from "vitest";
import { addJointTotals, type JointTotals, NO_JOINT_TOTALS } from "./joint-moments";
import {
  directMethod,
  isPolicySupported,
  type LoggedCell,
  policyCostPerAccepted,
  weighingDisagrees,
  weighLogs,
} from "./off-policy";
import { differs, readVectors } from "./testing/vectors";

const vectors = readVectors();
/** Costs in the file have four decimals. */
const RATE = { units: { cost: 1e-4, minutes: 1 }, usdPerMinute: 0 };

function run(accepted: number, cost: number): JointTotals {
  const [a, c] = [BigInt(accepted), BigInt(Math.round(cost * 1e4))];
  return { ...NO_JOINT_TOTALS, n: 1n, a, c, cc: c * c, ca: c * a };
}

describe.skipIf(vectors === null)("off-policy reference cases (../shared/stats/vectors.json)", () => {
  const cells: LoggedCell[] = (vectors?.off_policy.rows ?? []).map(([, step, model, propensity, accepted, cost]) => ({
    step,
    model,
    propensity,
    totals: run(accepted, cost),
  }));

  it.each(Object.entries(vectors?.off_policy.policies ?? {}))("%s", (_, { policy, expected }) => {
    const { unsupported, support, arm } = directMethod(cells, policy, RATE);
    if (arm === null) throw new Error("no step is supported");
    const perAccepted = policyCostPerAccepted(arm, vectors?.conventions.z ?? 0);
    const weighing = weighLogs(cells, policy, RATE);
    const actual = {
      unsupported,
      support,
      cost_per_run: arm.money,
      acceptance: arm.accepted,
      var_cost: arm.varMoney,
      var_acceptance: arm.varAcceptedSampled,
      cov: arm.covMoneyAccepted,
      n_eff: arm.n,
      cost_per_accepted: perAccepted?.value,
      cpa_lo: perAccepted?.low,
      cpa_hi: perAccepted?.high,
      ips_cost: weighing?.ips.value,
      var_ips: weighing?.ips.variance,
      snips_cost: weighing?.snips.value,
      var_snips: weighing?.snips.variance,
      ess: weighing?.effectiveRuns,
      mean_weight: weighing?.meanWeight,
      dr_cost: weighing?.dr.value,
      var_dr: weighing?.dr.variance,
    };
    expect(differs(actual, expected, vectors?.tolerance ?? { rtol: 0, atol: 0 })).toBeNull();
  });
});

describe("off-policy, by hand", () => {
  const cell = (model: string, propensity: number | null, accepted: number, n: number): LoggedCell => ({
    step: "draft",
    model,
    propensity,
    totals: Array.from({ length: n }, (_, i) => run(i < accepted ? 1 : 0, model === "dear" ? 3 : 1)).reduce(
      addJointTotals,
    ),
  });

  it("weights each model's mean by the policy's share", () => {
    const { arm } = directMethod(
      [cell("dear", null, 8, 10), cell("cheap", null, 5, 10)],
      { draft: { dear: 0.25, cheap: 0.75 } },
      RATE,
    );
    expect(arm?.money).toBeCloseTo(0.25 * 3 + 0.75 * 1, 12);
    expect(arm?.accepted).toBeCloseTo(0.25 * 0.8 + 0.75 * 0.5, 12);
  });

  it("drops a step that the policy would send to a model with fewer than five runs there", () => {
    const value = directMethod([cell("dear", null, 4, 4), cell("cheap", null, 5, 12)], { draft: { dear: 1 } }, RATE);
    expect(value).toEqual({ unsupported: 1, support: 0, arm: null });
    expect(isPolicySupported(value)).toBe(false);
    expect(isPolicySupported(directMethod([cell("dear", null, 4, 9)], { draft: { dear: 1 } }, RATE))).toBe(true);
  });

  it("gives no weighted estimate where a propensity was not logged", () => {
    expect(weighLogs([cell("dear", null, 5, 10)], { draft: { dear: 1 } }, RATE)).toBeNull();
  });

  it("reports wrong propensities: weights that do not average 1", () => {
    const logs = [cell("dear", 0.5, 80, 100), cell("cheap", 0.9, 50, 100)];
    const weighing = weighLogs(logs, { draft: { cheap: 1 } }, RATE);
    if (weighing === null) throw new Error("all propensities are logged");
    expect(weighing.meanWeight).toBeCloseTo(100 / 0.9 / 200, 12);
    expect(weighingDisagrees(1, weighing)).toBe(true);
    const right = weighLogs([cell("dear", 0.5, 80, 100), cell("cheap", 0.5, 50, 100)], { draft: { cheap: 1 } }, RATE);
    expect(right && weighingDisagrees(1, right)).toBe(false);
  });
});
