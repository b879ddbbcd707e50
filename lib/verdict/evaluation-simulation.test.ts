import { describe, expect, it } from "vitest";
import { lognormalFactor, type Random, seededRandom } from "@/lib/story/random";
import type { ComparisonCell } from "./comparison-cell";
import { rateDifference } from "./differences";
import { isMissing } from "./missing";
import { benefitReading, moneyComparison } from "./money-comparison";
import { type SelectPopulation, standardised } from "./population";
import { moneyBasis } from "./quantities";
import type { Reading } from "./reading";
import { cellsByStep } from "./run-groups";
import { cellOfRun } from "./testing/cells";

/**
 * A seeded simulation of the evaluation design, small enough to run every time: tasks that are mostly easy or mostly
 * hard for both arms, five runs each, the candidate a little better and a fifth cheaper. The long one is reported where
 * `effectAt` is documented.
 */

const REPETITIONS = 250;
const TASKS = 24;
const RUNS_PER_TASK = 5;
const LAMBDA_USD = 3;
const COST_SIGMA = 0.6;

type Task = { baseline: number; candidate: number; cost: number };

/** A task is easy (.9 and .95 accepted) or hard (.1 and .25), one in two. */
function drawTask(random: Random): Task {
  const cost = lognormalFactor(random, 0.7);
  return random() < 0.5 ? { baseline: 0.9, candidate: 0.95, cost } : { baseline: 0.1, candidate: 0.25, cost };
}

const TRUE_ACCEPTANCE = (0.95 + 0.25) / 2 - (0.9 + 0.1) / 2;
/** A cost factor is 1 on average, so that the candidate saves a fifth of a dollar a run. */
const TRUE_BENEFIT = LAMBDA_USD * TRUE_ACCEPTANCE + 0.2;

function runTask(random: Random, id: number, task: Task, arm: "baseline" | "candidate"): ComparisonCell[] {
  return Array.from({ length: RUNS_PER_TASK }, () => {
    const usd = task.cost * (arm === "candidate" ? 0.8 : 1) * lognormalFactor(random, COST_SIGMA);
    return cellOfRun({
      cluster: `task ${id}`,
      status: random() < task[arm] ? "accepted" : "rejected",
      costNano: BigInt(Math.round(usd * 1e9)),
    });
  });
}

function simulate(random: Random): SelectPopulation {
  const tasks = Array.from({ length: TASKS }, () => drawTask(random));
  const arm = (which: "baseline" | "candidate") => tasks.flatMap((task, id) => runTask(random, id, task, which));
  return standardised(cellsByStep(arm("baseline"), arm("candidate")));
}

const reading = (pairedByTask: boolean): Reading => ({
  level: 0.95,
  z: 1.959963984540054,
  anyDay: { alpha: 0.05, targetRuns: 500 },
  pairedByTask,
});

describe("evaluation design, simulated", () => {
  const random = seededRandom(7);
  const samples = Array.from({ length: REPETITIONS }, () => {
    const select = simulate(random);
    const money = moneyComparison(select, moneyBasis(0, 1));
    const acceptance = rateDifference(select, "acceptanceRate", reading(true));
    const ignoringTasks = rateDifference(select, "acceptanceRate", reading(false));
    if (isMissing(money) || isMissing(acceptance) || isMissing(ignoringTasks)) throw new Error("nothing to compare");
    const benefit = benefitReading(money, LAMBDA_USD, reading(true));
    if (benefit === null) throw new Error("a given value makes a net benefit");
    return { acceptance, ignoringTasks, benefit };
  });
  const share = (holds: (sample: (typeof samples)[number]) => boolean) => samples.filter(holds).length / REPETITIONS;

  // Three standard errors of a share of .95 in 250 repetitions are .041.
  it("covers the difference of acceptance about as often as it says", () => {
    const cover = share(({ acceptance: { low, high } }) => low <= TRUE_ACCEPTANCE && TRUE_ACCEPTANCE <= high);
    expect(cover).toBeGreaterThan(0.909);
    expect(cover).toBeLessThan(0.991);
  });

  it("covers the net benefit about as often as it says", () => {
    const cover = share(({ benefit: { today } }) => today.low <= TRUE_BENEFIT && TRUE_BENEFIT <= today.high);
    expect(cover).toBeGreaterThan(0.909);
    expect(cover).toBeLessThan(0.991);
  });

  it("is sharper than ignoring tasks, since the arms share them", () => {
    const widths = samples.map(
      ({ acceptance, ignoringTasks }) => (acceptance.high - acceptance.low) / (ignoringTasks.high - ignoringTasks.low),
    );
    expect(widths.reduce((sum, width) => sum + width, 0) / REPETITIONS).toBeLessThan(0.9);
  });
});
