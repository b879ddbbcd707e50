import { BEFORE_AFTER, type Design, daysBeforeAfter, daysRandomised, HOLDOUT, RANDOMISED, ROUTED } from "./designs";
import { type Figure, type Row, type Simulation, shareFigure } from "./figure";
import { everWrong, type PeekOutcome } from "./peeks";
import { simulationRandom } from "./random";

const COLUMNS = {
  fixed: "z=1.96",
  normal: "k(t), z form",
  matched: "k(t), t-matched",
  full: "full rule",
  better: "of which better",
  paysOff: "false pays_off",
  acceptance: "d acceptance",
  cost: "d cost, gated",
  spoke: "may speak",
} satisfies Record<PeekOutcome, string>;
const OUTCOMES = Object.keys(COLUMNS) as PeekOutcome[];

/** Thirty looks may be wrong in one comparison of twenty, and in favour of the candidate in one of forty. */
const WRONG = { low: 0, high: 0.05 };
const WRONGLY_PAYS = { low: 0, high: 0.025 };
const TARGETS: Partial<Record<PeekOutcome, Figure["target"]>> = {
  full: WRONG,
  acceptance: WRONG,
  cost: WRONG,
  paysOff: WRONGLY_PAYS,
};

type Peeked = {
  name: string;
  design: Design;
  lambdaUsd?: number;
  /** By log standard deviation of costs: shares that the specification states (section 14). */
  sigmas: { sigma: number; dayShock?: number; stated?: Partial<Record<PeekOutcome, number>> }[];
};

/** Stated figures in the order of its columns. */
const stated = (fixed: number, normal: number, full: number, better: number) => ({ fixed, normal, full, better });
const statedByDay = (fixed: number, matched: number, full: number, better: number) => ({
  fixed,
  matched,
  full,
  better,
});

const DESIGNS: readonly Peeked[] = [
  {
    name: "randomised, auto lambda",
    design: RANDOMISED,
    sigmas: [
      { sigma: 0.6, stated: stated(0.28, 0.015, 0.011, 0.001) },
      { sigma: 1.0, stated: stated(0.267, 0.012, 0.009, 0.002) },
      { sigma: 1.5, stated: stated(0.24, 0.006, 0.003, 0.001) },
    ],
  },
  {
    name: "randomised, lambda $10",
    design: RANDOMISED,
    lambdaUsd: 10,
    sigmas: [
      { sigma: 0.6, stated: stated(0.271, 0.015, 0.01, 0.004) },
      { sigma: 1.0, stated: stated(0.245, 0.013, 0.007, 0.005) },
      { sigma: 1.5, stated: stated(0.261, 0.009, 0.002, 0.001) },
    ],
  },
  {
    name: "before/after, 500 before",
    design: BEFORE_AFTER,
    sigmas: [
      { sigma: 0.6, stated: stated(0.241, 0.025, 0.018, 0.011) },
      { sigma: 1.0, stated: stated(0.245, 0.032, 0.009, 0.004) },
      { sigma: 1.5, stated: stated(0.305, 0.043, 0.002, 0) },
    ],
  },
  {
    name: "10 % holdout",
    design: HOLDOUT,
    sigmas: [
      { sigma: 0.6, stated: stated(0.242, 0.045, 0.035, 0.001) },
      { sigma: 1.0, stated: stated(0.303, 0.093, 0.041, 0) },
      { sigma: 1.5, stated: stated(0.369, 0.116, 0.007, 0) },
    ],
  },
  {
    name: "routed, 2 % of the dear step",
    design: ROUTED,
    sigmas: [{ sigma: 1.0, stated: stated(0.383, 0.136, 0.003, 0.003) }],
  },
  {
    name: "before/after",
    design: daysBeforeAfter(12),
    sigmas: [
      { sigma: 0.6, dayShock: 0.15, stated: statedByDay(0.408, 0.068, 0.02, 0.016) },
      { sigma: 0.6, dayShock: 0.3, stated: statedByDay(0.687, 0.266, 0.025, 0.016) },
    ],
  },
  // More runs a day make the shocks matter more: the hardest case for the design effect.
  { name: "before/after, 50 a day", design: daysBeforeAfter(50), sigmas: [{ sigma: 0.6, dayShock: 0.3 }] },
  {
    name: "randomised",
    design: daysRandomised(12),
    sigmas: [
      { sigma: 0.6, dayShock: 0.15, stated: statedByDay(0.221, 0.019, 0.015, 0.005) },
      { sigma: 0.6, dayShock: 0.3, stated: statedByDay(0.213, 0.011, 0.009, 0.003) },
    ],
  },
];

function rowName(name: string, sigma: number, dayShock: number | null): string {
  return dayShock === null
    ? `${name}, sigma ${sigma.toFixed(1)}`
    : `${name}, day shocks ${Math.round(dayShock * 100)} %`;
}

/** Thirty daily looks where nothing differs: how often is anything ever claimed? */
export const PEEKS: Simulation = {
  title:
    "Thirty daily looks without a true difference: share of comparisons ever wrong; " +
    "the full rule has design effect and seven-day gate only where days are told apart",
  columns: OUTCOMES.map((outcome) => COLUMNS[outcome]),
  repetitions: 1500,
  *rows(repetitions): Generator<Row> {
    const random = simulationRandom(3);
    for (const { name, design, lambdaUsd = null, sigmas } of DESIGNS) {
      for (const { sigma, dayShock = null, stated: published } of sigmas) {
        const ever = everWrong({ scenario: { ...design, sigma, dayShock }, lambdaUsd }, random, repetitions);
        const figures = OUTCOMES.map((outcome) => {
          const share = published?.[outcome];
          const target = TARGETS[outcome] ?? null;
          return shareFigure(ever[outcome], repetitions, { stated: share === undefined ? undefined : [share], target });
        });
        yield { name: rowName(name, sigma, dayShock), figures };
      }
    }
  },
};
