import type { Scenario, SimulatedStep } from "./scenario";

/** A way to bring in a candidate that does the same as the baseline. */
export type Design = Omit<Scenario, "sigma" | "dayShock">;

/** Four steps of an office: most runs are cheap and mostly accepted, few are dear and often fail. */
function office(toCandidate: number, dear = { share: 0.1, toCandidate }): SimulatedStep[] {
  const rest = (1 - dear.share) / 0.9;
  return [
    { name: "classify", share: 0.4 * rest, acceptanceRate: 0.95, usd: 0.5, toCandidate },
    { name: "extract", share: 0.3 * rest, acceptanceRate: 0.9, usd: 0.8, toCandidate },
    { name: "draft", share: 0.2 * rest, acceptanceRate: 0.85, usd: 1.2, toCandidate },
    { name: "plan", acceptanceRate: 0.7, usd: 2, ...dear },
  ];
}

/** 50 to 1500 runs of each arm, at random. */
export const RANDOMISED: Design = {
  steps: office(0.5),
  candidate: { costFactor: 1, acceptanceShift: 0 },
  before: { runs: 0, days: 0 },
  runsPerLook: 100,
};

/** 500 runs of the baseline, then the candidate alone, to 1500 runs. */
export const BEFORE_AFTER: Design = {
  ...RANDOMISED,
  steps: office(1),
  before: { runs: 500, days: 1 },
  runsPerLook: 50,
};

/** The candidate does nine runs in ten, to 3000; the baseline keeps the tenth. */
export const HOLDOUT: Design = { ...RANDOMISED, steps: office(0.9), runsPerLook: 111 };

/** A router: half of the work, but only 2 % of the dear step, goes to the candidate. */
export const ROUTED: Design = { ...RANDOMISED, steps: office(0.5, { share: 0.25, toCandidate: 0.02 }) };

const oneStep = (toCandidate: number): SimulatedStep[] => [
  { name: "draft", share: 1, acceptanceRate: 0.9, usd: 1, toCandidate },
];

/** Thirty days of the baseline, then thirty of the candidate. */
export const daysBeforeAfter = (runsPerDay: number): Design => ({
  ...RANDOMISED,
  steps: oneStep(1),
  before: { runs: 30 * runsPerDay, days: 30 },
  runsPerLook: runsPerDay,
});

/** Both arms on the same thirty days, each with so many runs a day. */
export const daysRandomised = (runsPerDay: number): Design => ({
  ...RANDOMISED,
  steps: oneStep(0.5),
  runsPerLook: 2 * runsPerDay,
});
