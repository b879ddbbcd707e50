import { RUNS_PER_SUPPORTED_STEP, type StandardMix, standardPopulation } from "@/lib/stats/standardise";
import type { Missing } from "./comparison";
import { type ComparisonCell, countRuns, knownCells } from "./comparison-cell";
import { missing } from "./missing";

/** Both arms' cells of one step that enter a figure, with the step's weight in the standard population. */
export type PopulationStep = {
  workflow: string;
  step: string;
  weight: number;
  candidate: readonly ComparisonCell[];
  baseline: readonly ComparisonCell[];
};

/** The runs that a figure is about, on one mix of steps. */
export type Population = {
  /** Supported steps only; weights sum to 1. */
  steps: readonly PopulationStep[];
  /** Runs that entered, both arms. */
  runs: number;
  /** Share of the runs with known fields that lies in supported steps. */
  coverage: number;
};

/**
 * The population of a figure that needs certain fields (bits of `UNKNOWN`): cells are filtered to where they are known,
 * for numerator and denominator alike, so that n differs from figure to figure. Nothing is imputed.
 */
export type SelectPopulation = (needed: number) => Population | Missing;

/** All cells of both arms in one step. */
export type StepCells = Omit<PopulationStep, "weight">;

/** Cells by step, in the order of workflow and step whatever order they came in. */
export function cellsByStep(baseline: readonly ComparisonCell[], candidate: readonly ComparisonCell[]): StepCells[] {
  const steps = new Map<
    string,
    { workflow: string; step: string; candidate: ComparisonCell[]; baseline: ComparisonCell[] }
  >();
  const stepOf = ({ workflow, step }: ComparisonCell) => {
    const key = `${workflow}\u0001${step}`;
    let found = steps.get(key);
    if (!found) {
      found = { workflow, step, candidate: [], baseline: [] };
      steps.set(key, found);
    }
    return found;
  };
  for (const cell of baseline) stepOf(cell).baseline.push(cell);
  for (const cell of candidate) stepOf(cell).candidate.push(cell);
  return [...steps].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, step]) => step);
}

/** Why a figure has no population: nothing ran, nothing of it was reported, or no step was done by both. */
function whyNone(steps: readonly StepCells[], filtered: readonly StepCells[]): Missing {
  const count = (of: readonly StepCells[], arm: "candidate" | "baseline") =>
    of.reduce((sum, step) => sum + countRuns(step[arm]), 0);
  for (const arm of ["candidate", "baseline"] as const) {
    if (count(steps, arm) === 0) return missing("no_runs", `The ${arm} has no runs here.`, { have: 0, need: 1 });
  }
  const silent = (["candidate", "baseline"] as const).filter((arm) => count(filtered, arm) === 0);
  if (silent.length > 0) {
    const whose = silent.length === 2 ? "the" : `the ${silent[0]}'s`;
    const runs = silent.reduce((sum, arm) => sum + count(steps, arm), 0);
    return missing("not_reported", `None of ${whose} ${runs} runs reports this.`, {
      have: 0,
      need: 1,
    });
  }
  const most = Math.max(...filtered.map((step) => Math.min(countRuns(step.candidate), countRuns(step.baseline))));
  return missing("no_common_steps", "No step has five runs of both arms in which this is known.", {
    have: most,
    need: RUNS_PER_SUPPORTED_STEP,
  });
}

function filterSteps(steps: readonly StepCells[], needed: number): StepCells[] {
  return steps.map((step) => ({
    ...step,
    candidate: knownCells(step.candidate, needed),
    baseline: knownCells(step.baseline, needed),
  }));
}

/** Both arms on one mix (by default the pooled one) of the steps that each did at least five times (spec section 2.5). */
export function standardised(steps: readonly StepCells[], mix: StandardMix = "pooled"): SelectPopulation {
  return (needed) => {
    const filtered = filterSteps(steps, needed);
    const runs = filtered.map(({ candidate, baseline }) => ({
      candidate: countRuns(candidate),
      baseline: countRuns(baseline),
    }));
    const { weights, supported, coverage } = standardPopulation(runs, mix);
    if (coverage === null || !supported.includes(true)) return whyNone(steps, filtered);
    return {
      steps: filtered.map((step, i) => ({ ...step, weight: weights[i] ?? 0 })).filter((_, i) => supported[i]),
      runs: runs.reduce((sum, { candidate, baseline }, i) => sum + (supported[i] ? candidate + baseline : 0), 0),
      coverage,
    };
  };
}

/** All runs as if they were of one step: the naive reading, shown beside the standardised one. */
export function pooled(steps: readonly StepCells[]): SelectPopulation {
  const one: StepCells = {
    workflow: "",
    step: "",
    candidate: steps.flatMap(({ candidate }) => candidate),
    baseline: steps.flatMap(({ baseline }) => baseline),
  };
  return standardised([one]);
}
