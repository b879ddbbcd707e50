import { lognormalFactor, type Random } from "@/lib/story/random";
import { addDays } from "@/lib/time";
import type { ComparisonCell } from "../comparison-cell";
import { type SelectPopulation, standardised } from "../population";
import { cellsByStep } from "../run-groups";
import { drawIndex } from "./random";
import { cellOf, emptyTally, type Tally, tallyRun } from "./tally";

/** One step of simulated work: its share of all runs, and what the baseline does there. */
export type SimulatedStep = {
  name: string;
  share: number;
  acceptanceRate: number;
  /** Mean cost of an accepted run, US$. */
  usd: number;
  /** Chance that a run goes to the candidate. */
  toCandidate: number;
};

/** Production that is looked at once a day. */
export type Scenario = {
  steps: readonly SimulatedStep[];
  /** Log standard deviation of a run's cost. */
  sigma: number;
  candidate: { costFactor: number; acceptanceShift: number };
  /** Runs of the baseline before the first look, over so many days. */
  before: { runs: number; days: number };
  runsPerLook: number;
  /**
   * null: days do not differ, and all runs are summed up as if of one day, which has no design effect. Else the log
   * standard deviation of a factor that the costs of one day share; cells are then kept by day, as the product keeps
   * them.
   */
  dayShock: number | null;
};

export const LOOKS = 30;
const FIRST_DAY = "2026-06-01";

/** Tallies of one day, or of all days: by step, for each arm. */
type Book = { candidate: Tally[]; baseline: Tally[] };

const emptyBook = ({ steps }: Scenario): Book => ({
  candidate: steps.map(emptyTally),
  baseline: steps.map(emptyTally),
});

function work(book: Book, scenario: Scenario, runs: number, random: Random, onlyBaseline: boolean): void {
  const { steps, sigma, candidate, dayShock } = scenario;
  const day = dayShock === null ? 1 : lognormalFactor(random, dayShock);
  const shares = steps.map(({ share }) => share);
  for (let i = 0; i < runs; i++) {
    const index = drawIndex(random, shares);
    const step = steps[index];
    const toCandidate = !onlyBaseline && random() < (step?.toCandidate ?? 0);
    const tally = book[toCandidate ? "candidate" : "baseline"][index];
    if (!step || !tally) throw new Error("a drawn step is one of the steps");
    const { acceptanceRate, usd } = step;
    const run = toCandidate
      ? { acceptanceRate: acceptanceRate + candidate.acceptanceShift, usd: usd * day * candidate.costFactor, sigma }
      : { acceptanceRate, usd: usd * day, sigma };
    tallyRun(tally, random, run);
  }
}

function cellsOf(tallies: readonly Tally[], { steps }: Scenario, day: string): ComparisonCell[] {
  return tallies.flatMap((tally, i) => (tally.n === 0 ? [] : [cellOf(tally, { step: steps[i]?.name ?? "", day })]));
}

/** What each of the looks sees: all runs so far, on one mix of steps. The same runs come back at every later look. */
export function* looksAt(scenario: Scenario, random: Random): Generator<SelectPopulation> {
  const past: Record<keyof Book, ComparisonCell[]> = { candidate: [], baseline: [] };
  let book = emptyBook(scenario);
  let day = FIRST_DAY;
  const upToNow = (arm: keyof Book) => [...past[arm], ...cellsOf(book[arm], scenario, day)];
  const endDay = () => {
    if (scenario.dayShock === null) return;
    for (const arm of ["candidate", "baseline"] as const) past[arm] = upToNow(arm);
    book = emptyBook(scenario);
    day = addDays(day, 1);
  };
  const { runs, days } = scenario.before;
  for (let i = 0; i < days; i++) {
    work(book, scenario, runs / days, random, true);
    endDay();
  }
  for (let look = 0; look < LOOKS; look++) {
    work(book, scenario, scenario.runsPerLook, random, false);
    yield standardised(cellsByStep(upToNow("baseline"), upToNow("candidate")));
    endDay();
  }
}
