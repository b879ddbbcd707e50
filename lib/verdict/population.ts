import { RUNS_PER_SUPPORTED_STEP, type StandardMix, standardPopulation } from "@/lib/stats/standardise";
import type { ArmStep } from "./arm-moments";
import type { Missing } from "./comparison";
import { missing } from "./missing";
import { countPlaces, countRuns, knownRuns, type StepGroups } from "./run-groups";
import { noneReports } from "./words";

/** Both arms' runs of one step that enter a figure, with the step's weight in the standard population. */
export type PopulationStep = StepGroups & { weight: number };

/** The runs that a figure is about, on one mix of steps. */
export type Population = {
  /** Supported steps only; weights sum to 1. */
  steps: readonly PopulationStep[];
  /** Runs that entered, both arms. */
  runs: number;
  /** Share of the runs with known fields that lies in supported steps. */
  coverage: number;
  /** Clusters that have runs here, and how many the whole comparison numbers. */
  clusters: number;
  places: number;
};

/**
 * The population of a figure that needs certain fields (bits of `UNKNOWN`): runs are filtered to where they are known,
 * for numerator and denominator alike, so that n differs from figure to figure. Nothing is imputed.
 */
export type SelectPopulation = (needed: number) => Population | Missing;

/** The steps of one arm of a population. */
export function armSteps(population: Population, arm: "candidate" | "baseline"): ArmStep[] {
  return population.steps.map((step) => ({ weight: step.weight, runs: step[arm] }));
}

/** Why a figure has no population: nothing ran, nothing of it was reported, or no step was done by both. */
function whyNone(steps: readonly StepGroups[], filtered: readonly StepGroups[]): Missing {
  const count = (of: readonly StepGroups[], arm: "candidate" | "baseline") =>
    of.reduce((sum, step) => sum + countRuns(step[arm]), 0);
  for (const arm of ["candidate", "baseline"] as const) {
    if (count(steps, arm) === 0) return missing("no_runs", `The ${arm} has no runs here.`, { have: 0, need: 1 });
  }
  const silent = (["candidate", "baseline"] as const).filter((arm) => count(filtered, arm) === 0);
  if (silent.length > 0) {
    const whose = silent.length === 2 ? "the" : `the ${silent[0]}'s`;
    const runs = silent.reduce((sum, arm) => sum + count(steps, arm), 0);
    return missing("not_reported", noneReports(whose, runs), {
      have: 0,
      need: 1,
    });
  }
  const most = Math.max(...filtered.map((step) => Math.min(countRuns(step.candidate), countRuns(step.baseline))));
  return missing("no_common_steps", "The two arms have no step in common that each did five times, with this known.", {
    have: most,
    need: RUNS_PER_SUPPORTED_STEP,
  });
}

function filterSteps(steps: readonly StepGroups[], needed: number): StepGroups[] {
  return steps.map((step) => ({
    ...step,
    candidate: [...knownRuns(step.candidate, needed)],
    baseline: [...knownRuns(step.baseline, needed)],
  }));
}

/** Both arms on one mix (by default the pooled one) of the steps that each did at least five times (spec section 2.5). */
export function standardised(steps: readonly StepGroups[], mix: StandardMix = "pooled"): SelectPopulation {
  const known = new Map<number, Population | Missing>();
  const groups = steps.flatMap(({ candidate, baseline }) => [...candidate, ...baseline]);
  /** What is unknown of any run at all: needing anything else filters nothing. */
  const gaps = groups.reduce((bits, { unknown }) => bits | unknown, 0);
  const select: SelectPopulation = (needed) => {
    const filtered = needed === 0 ? steps : filterSteps(steps, needed);
    const runs = filtered.map(({ candidate, baseline }) => ({
      candidate: countRuns(candidate),
      baseline: countRuns(baseline),
    }));
    const { weights, supported, coverage } = standardPopulation(runs, mix);
    if (coverage === null || !supported.includes(true)) return whyNone(steps, filtered);
    const chosen = filtered.map((step, i) => ({ ...step, weight: weights[i] ?? 0 })).filter((_, i) => supported[i]);
    const entered = chosen.flatMap(({ candidate, baseline }) => [...candidate, ...baseline]);
    return {
      steps: chosen,
      runs: countRuns(entered),
      coverage,
      clusters: countPlaces(entered, "cluster"),
      places: entered[0]?.rows.of.clusters ?? 0,
    };
  };
  // Most figures need the same few fields: each population is put together once.
  return (needed) => {
    const asked = needed & gaps;
    const found = known.get(asked) ?? select(asked);
    known.set(asked, found);
    return found;
  };
}

/** All runs as if they were of one step: the naive reading, shown beside the standardised one. */
export function pooled(steps: readonly StepGroups[]): SelectPopulation {
  const one: StepGroups = {
    workflow: "",
    step: "",
    candidate: steps.flatMap(({ candidate }) => candidate),
    baseline: steps.flatMap(({ baseline }) => baseline),
  };
  return standardised([one]);
}
