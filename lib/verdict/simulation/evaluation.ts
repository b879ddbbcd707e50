import { lognormalFactor, normal, type Random } from "@/lib/story/random";
import type { ComparisonCell } from "../comparison-cell";
import { costDifference, rateDifference } from "../differences";
import { isMissing } from "../missing";
import { benefitReading, moneyComparison } from "../money-comparison";
import { costPerAcceptedChange } from "../net-benefit-figures";
import { type SelectPopulation, standardised } from "../population";
import { moneyBasis } from "../quantities";
import { cellsByStep } from "../run-groups";
import { covers } from "./cover";
import { symmetricBeta } from "./random";
import { EVALUATION } from "./reading";
import { shareOfRepetitions } from "./repeat";
import { cellOf, emptyTally, meanCostUsd, tallyRun } from "./tally";

/** An evaluation: both arms work on tasks that are mostly easy or hard for both, several runs each. */
export type Evaluation = {
  tasks: number;
  runsPerTask: number;
  /** Tasks' acceptance rates are drawn from Beta(ease, ease): .3 easy or hard, 2 much alike. */
  ease: number;
  /** Log standard deviation of a run's cost within its task. */
  sigma: number;
  /** Share of each arm's tasks that the other arm did not work on. */
  unshared: number;
};

export const EVALUATION_QUANTITIES = [
  "d acceptance",
  "d cost",
  "ratio of cost/acc",
  "INMB auto",
  "INMB value",
] as const;
export type EvaluationQuantity = (typeof EVALUATION_QUANTITIES)[number];

const LAMBDA_USD = 3;
const CANDIDATE_USD = 0.8;
/** The candidate fails a tenth less often at every task. */
const FEWER_FAILURES = 0.9;
/** Standard deviations of what is particular to a task and an arm: on the logit of acceptance, on the log of cost. */
const ARM_LOGIT = 0.4;
const ARM_COST = 0.2;
const TASK_COST = 0.7;

const MEAN_ACCEPTANCE = { baseline: 0.5, candidate: 1 - FEWER_FAILURES * 0.5 };

function truths(): Record<EvaluationQuantity, number> {
  const { baseline: p0, candidate: p1 } = MEAN_ACCEPTANCE;
  const k0 = meanCostUsd(1, p0);
  const k1 = meanCostUsd(CANDIDATE_USD, p1);
  return {
    "d acceptance": p1 - p0,
    "d cost": k1 - k0,
    "ratio of cost/acc": k1 / p1 / (k0 / p0) - 1,
    "INMB auto": (k0 / p0) * (p1 - p0) - (k1 - k0),
    "INMB value": LAMBDA_USD * (p1 - p0) - (k1 - k0),
  };
}

/** A draw about ½ that stays so: Beta(ease, ease) is symmetric, and so is what an arm adds on the logit. */
function armAcceptance(random: Random, ease: number): number {
  const odds = (ease / (1 - ease)) * Math.exp(ARM_LOGIT * normal(random));
  return odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
}

type Task = { name: string; ease: number; cost: number };

function drawTask(random: Random, name: string, { ease }: Evaluation): Task {
  return { name, ease: symmetricBeta(random, ease), cost: lognormalFactor(random, TASK_COST) };
}

function workOn(task: Task, arm: "baseline" | "candidate", random: Random, evaluation: Evaluation): ComparisonCell {
  const own = armAcceptance(random, task.ease);
  const acceptanceRate = arm === "candidate" ? 1 - FEWER_FAILURES * (1 - own) : own;
  const usd = (arm === "candidate" ? CANDIDATE_USD : 1) * task.cost * lognormalFactor(random, ARM_COST);
  const tally = emptyTally();
  for (let i = 0; i < evaluation.runsPerTask; i++)
    tallyRun(tally, random, { acceptanceRate, usd, sigma: evaluation.sigma });
  return cellOf(tally, { step: "task", day: "2026-11-02", cluster: task.name });
}

function drawEvaluation(evaluation: Evaluation, random: Random): SelectPopulation {
  const shared = Math.round(evaluation.tasks * (1 - evaluation.unshared));
  const baseline: ComparisonCell[] = [];
  const candidate: ComparisonCell[] = [];
  for (let i = 0; i < evaluation.tasks; i++) {
    const task = drawTask(random, `${i}`, evaluation);
    baseline.push(workOn(task, "baseline", random, evaluation));
    const other = i < shared ? task : drawTask(random, `candidate ${i}`, evaluation);
    candidate.push(workOn(other, "candidate", random, evaluation));
  }
  return standardised(cellsByStep(baseline, candidate));
}

function rangesOf(select: SelectPopulation) {
  const money = moneyComparison(select, moneyBasis(0, 1));
  const acceptance = rateDifference(select, "acceptanceRate", EVALUATION);
  if (isMissing(money) || isMissing(acceptance)) throw new Error("both arms have runs");
  return {
    acceptance,
    ranges: {
      "d acceptance": acceptance,
      "d cost": costDifference(money, EVALUATION),
      "ratio of cost/acc": costPerAcceptedChange(money, EVALUATION),
      "INMB auto": benefitReading(money, null, EVALUATION)?.today ?? null,
      "INMB value": benefitReading(money, LAMBDA_USD, EVALUATION)?.today ?? null,
    } satisfies Record<EvaluationQuantity, unknown>,
  };
}

export type EvaluationCover = {
  /** Share of repetitions in which each range holds the truth; `ignoring tasks`: acceptance, were all runs independent. */
  cover: Record<EvaluationQuantity | typeof IGNORING_TASKS, number>;
  /** Mean width of the range of acceptance relative to that. */
  relativeWidth: number;
};

export const IGNORING_TASKS = "ignoring tasks";

export function evaluationCover(evaluation: Evaluation, random: Random, repetitions: number): EvaluationCover {
  const truth = truths();
  let widths = 0;
  const cover = shareOfRepetitions([...EVALUATION_QUANTITIES, IGNORING_TASKS], repetitions, () => {
    const select = drawEvaluation(evaluation, random);
    const { acceptance, ranges } = rangesOf(select);
    const ignoring = rateDifference(select, "acceptanceRate", { ...EVALUATION, pairedByTask: false });
    if (isMissing(ignoring)) throw new Error("both arms have runs");
    widths += (acceptance.high - acceptance.low) / (ignoring.high - ignoring.low);
    const held = EVALUATION_QUANTITIES.filter((quantity) => covers(ranges[quantity], truth[quantity]));
    return covers(ignoring, truth["d acceptance"]) ? [...held, IGNORING_TASKS] : held;
  });
  return { cover, relativeWidth: widths / repetitions };
}
