import type { VerdictKind } from "../comparison";
import { BEFORE_AFTER, type Design, RANDOMISED } from "./designs";
import { type Figure, type Row, runsFigure, type Simulation, shareFigure } from "./figure";
import { labelsOf } from "./labels";
import { simulationRandom } from "./random";
import type { Scenario } from "./scenario";

/** The verdicts shown in a column each: those of the last look, and of any look where one must not be given. */
const LAST = ["pays_off", "pays_if_quality_holds", "trade_off", "does_not_pay"] as const satisfies VerdictKind[];
const EVER = ["pays_off", "does_not_pay"] as const satisfies VerdictKind[];

type Line = {
  name: string;
  design: Design;
  sigma: number;
  candidate: Scenario["candidate"];
  lambdaUsd?: number;
  /** What is right to be told in the end, and what never is. */
  right: VerdictKind;
  wrong: (typeof EVER)[number];
  /** The right verdict, or the wrong one, has to come this often. */
  rightFrom?: number;
  /**
   * Stated shares at the last look, or of the wrong verdict at any look. How often an upgrade is seen to pay off hangs on
   * the acceptance rate, which the specification does not give; here it is .89 on average.
   */
  stated?: Partial<Record<(typeof LAST)[number] | "wrong", number>>;
};

const WRONG = { low: 0, high: 0.025 };

const LINES: readonly Line[] = [
  {
    name: "30 % cheaper, CV .66",
    design: RANDOMISED,
    sigma: 0.6,
    candidate: { costFactor: 0.7, acceptanceShift: 0 },
    right: "pays_off",
    wrong: "does_not_pay",
    stated: { pays_off: 0.73, pays_if_quality_holds: 0.27 },
  },
  {
    name: "30 % cheaper, CV 1.3",
    design: RANDOMISED,
    sigma: 1,
    candidate: { costFactor: 0.7, acceptanceShift: 0 },
    right: "pays_off",
    wrong: "does_not_pay",
    stated: { pays_off: 0.67, pays_if_quality_holds: 0.28 },
  },
  {
    name: "20 % cheaper, CV .66",
    design: RANDOMISED,
    sigma: 0.6,
    candidate: { costFactor: 0.8, acceptanceShift: 0 },
    right: "pays_off",
    wrong: "does_not_pay",
    stated: { pays_off: 0.71, pays_if_quality_holds: 0.25 },
  },
  {
    name: "10 % cheaper, CV .66",
    design: RANDOMISED,
    sigma: 0.6,
    candidate: { costFactor: 0.9, acceptanceShift: 0 },
    right: "pays_off",
    wrong: "does_not_pay",
    stated: { pays_off: 0.29 },
  },
  {
    name: "30 % cheaper, CV 1.3, before/after",
    design: BEFORE_AFTER,
    sigma: 1,
    candidate: { costFactor: 0.7, acceptanceShift: 0 },
    right: "pays_off",
    wrong: "does_not_pay",
    stated: { pays_off: 0.27, pays_if_quality_holds: 0.22 },
  },
  {
    name: "half price, 5 points lower",
    design: RANDOMISED,
    sigma: 0.6,
    candidate: { costFactor: 0.5, acceptanceShift: -0.05 },
    right: "trade_off",
    wrong: "pays_off",
    stated: { wrong: 0.004 },
  },
  {
    name: "half price, 5 points lower, before/after",
    design: BEFORE_AFTER,
    sigma: 0.6,
    candidate: { costFactor: 0.5, acceptanceShift: -0.05 },
    right: "trade_off",
    wrong: "pays_off",
    stated: { wrong: 0.004 },
  },
  {
    name: "40 % cheaper, 12 points worse",
    design: RANDOMISED,
    sigma: 0.6,
    candidate: { costFactor: 0.6, acceptanceShift: -0.12 },
    right: "trade_off",
    wrong: "pays_off",
    rightFrom: 0.99,
    stated: { trade_off: 1 },
  },
  {
    name: "30 % dearer, 10 points worse",
    design: RANDOMISED,
    sigma: 0.6,
    candidate: { costFactor: 1.3, acceptanceShift: -0.1 },
    right: "does_not_pay",
    wrong: "pays_off",
    rightFrom: 0.99,
    stated: { does_not_pay: 1 },
  },
  {
    name: "8 points better, 30 % dearer, lambda $10",
    design: RANDOMISED,
    sigma: 0.6,
    candidate: { costFactor: 1.3, acceptanceShift: 0.08 },
    lambdaUsd: 10,
    right: "pays_off",
    wrong: "does_not_pay",
    stated: { wrong: 0.001 },
  },
];

/** Where something does differ: what a user is told, and how soon. */
export const LABELS: Simulation = {
  title: "Verdicts of thirty daily looks at up to 1500 runs an arm, .89 accepted on average: share of comparisons",
  columns: [...LAST.map((kind) => `last: ${kind}`), ...EVER.map((kind) => `ever: ${kind}`), "median runs"],
  repetitions: 800,
  *rows(repetitions): Generator<Row> {
    const random = simulationRandom(6);
    for (const { name, design, sigma, candidate, lambdaUsd = null, ...line } of LINES) {
      const scenario = { ...design, sigma, candidate, dayShock: null };
      const { shares, medianRuns } = labelsOf({ scenario, lambdaUsd }, random, repetitions);
      const { right, wrong, rightFrom = 0, stated = {} } = line;
      const held = (share: number | undefined, target: Figure["target"]) => ({
        stated: share === undefined ? undefined : [share],
        target,
      });
      const last = LAST.map((kind) => {
        const target = kind === right && rightFrom > 0 ? { low: rightFrom, high: 1 } : null;
        return shareFigure(shares[`last ${kind}`], repetitions, held(stated[kind], target));
      });
      const ever = EVER.map((kind) => {
        const about = kind === wrong ? held(stated.wrong, WRONG) : {};
        return shareFigure(shares[`ever ${kind}`], repetitions, about);
      });
      yield { name, figures: [...last, ...ever, runsFigure(medianRuns(right), repetitions)] };
    }
  },
};
