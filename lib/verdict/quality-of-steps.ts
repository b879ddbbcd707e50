import { formatPlural } from "@/lib/format";
import { nanoToUsd } from "@/lib/money";
import { UNKNOWN } from "@/lib/receipts/cell";
import type { CapOf } from "@/lib/receipts/cost-caps";
import { addTotals, momentsOf, NO_TOTALS } from "@/lib/stats/moments";
import { RUNS_PER_SUPPORTED_STEP } from "@/lib/stats/standardise";
import type { QualityNote, StepComparison } from "./comparison";
import { USD } from "./quantities";
import { countRuns, knownRuns, type RunGroup, type StepGroups } from "./run-groups";
import { usd } from "./words";

const ARMS = ["baseline", "candidate"] as const;

/** Below this many runs of an arm a step's own figures are early. */
const THIN_RUNS = 30;
/** Above this share of a step's whole spread, one run is worth a look. */
const OUTLIER_SHARE = 0.5;

export function stepName({ workflow, step }: Pick<StepGroups, "workflow" | "step">): string {
  return workflow === "" ? step : `${workflow} / ${step}`;
}

const names = (steps: readonly StepGroups[]): string => steps.map(stepName).join(", ");

export function isSupported({ candidate, baseline }: Pick<StepGroups, "candidate" | "baseline">): boolean {
  return Math.min(countRuns(candidate), countRuns(baseline)) >= RUNS_PER_SUPPORTED_STEP;
}

/** Names of the steps that one arm hardly did. */
export function unsupportedNames(steps: readonly StepGroups[]): string[] {
  return steps.filter((step) => !isSupported(step)).map(stepName);
}

/** Steps that one arm hardly did: left out of the overall figures, and named. */
export function unsupportedNotes(steps: readonly StepGroups[]): QualityNote[] {
  const left = unsupportedNames(steps);
  // An arm without any run leaves every step out, and is said by itself.
  const isThere = (arm: "baseline" | "candidate") => steps.some((step) => step[arm].length > 0);
  if (left.length === 0 || !isThere("baseline") || !isThere("candidate")) return [];
  const message = `Left out of the overall figures, done fewer than ${RUNS_PER_SUPPORTED_STEP} times by one of the two: ${left.join(", ")}.`;
  return [{ code: "unsupported_steps", severity: "warn", message, steps: left }];
}

export function thinNotes(steps: readonly StepGroups[]): QualityNote[] {
  const thin = steps.filter(
    (step) => isSupported(step) && Math.min(countRuns(step.candidate), countRuns(step.baseline)) < THIN_RUNS,
  );
  if (thin.length === 0) return [];
  const message = `Fewer than ${THIN_RUNS} runs of one arm, so that the step's own figures are early: ${names(thin)}.`;
  return [{ code: "thin_steps", severity: "info", message, steps: thin.map(stepName) }];
}

/** Above this share of all spend, what is not in the means is worth a warning. */
const CAPPED_SHARE = 0.05;

/** Runs whose costs enter capped, step by step, and what is not in the means for it. */
export function cappedNotes(steps: readonly StepGroups[], capOf: CapOf): QualityNote[] {
  return steps.flatMap((step) => {
    const groups = [...step.baseline, ...step.candidate];
    const capped = groups.reduce((sum, { nCap }) => sum + nCap, 0);
    const cap = capOf(step);
    if (capped === 0 || cap === null) return [];
    const sum = (field: "cRaw" | "cSum") => groups.reduce((total, group) => total + BigInt(group[field]), 0n);
    const spent = nanoToUsd(sum("cRaw"));
    const excess = nanoToUsd(sum("cRaw") - sum("cSum"));
    const runs = `${capped.toLocaleString("en-US")} ${capped === 1 ? "run" : "runs"}`;
    const where = steps.length === 1 ? "" : ` of ${stepName(step)}`;
    const message =
      `${runs}${where} cost more than the cap of ${usd(nanoToUsd(cap))}; ${capped === 1 ? "its" : "their"} excess of ` +
      `${usd(excess)} is not in the means.`;
    const severity = excess > CAPPED_SHARE * spent ? "warn" : "info";
    return [{ code: "costs_capped", severity, message, steps: [stepName(step)] } satisfies QualityNote];
  });
}

/** Whether the dearest run, at the cap where there is one, makes more than half of the spread of an arm's cost. */
function oneRunDrives(runs: readonly RunGroup[], capNanoUsd: number | null): boolean {
  const priced = knownRuns(runs, UNKNOWN.cost);
  if (countRuns(priced) < THIN_RUNS) return false;
  const totals = priced.reduce(
    (sum, { n, cSum, cSq }) => addTotals(sum, { n: BigInt(n), sum: BigInt(cSum), squares: BigInt(cSq) }),
    NO_TOTALS,
  );
  const moments = momentsOf(totals, USD);
  if (moments === null || moments.variance === 0) return false;
  const dearest = Math.max(...priced.map(({ cMax }) => Number(cMax)));
  const most = Math.min(dearest, capNanoUsd ?? Number.POSITIVE_INFINITY);
  return (most * USD - moments.mean) ** 2 / ((moments.n - 1) * moments.variance) > OUTLIER_SHARE;
}

export function outlierNotes(steps: readonly StepGroups[], capOf: CapOf): QualityNote[] {
  return ARMS.flatMap((arm) => {
    const driven = steps.filter((step) => oneRunDrives(step[arm], capOf(step)));
    if (driven.length === 0) return [];
    const message = `One run makes more than half of the spread of the ${arm}'s cost: ${names(driven)}.`;
    return [
      { code: "one_run_drives_spread", severity: "warn", message, steps: driven.map(stepName) } satisfies QualityNote,
    ];
  });
}

/** Verdicts of single steps that rest on money and would not hold if one allows for having looked at all steps. */
export function manyStepsNotes(steps: readonly StepComparison[], level: number): QualityNote[] {
  const isClear = (p: number | null, { settings }: StepComparison) => p !== null && p <= 1 - (settings?.level ?? level);
  const clear = steps.filter((step) => isClear(step.anyDayP, step));
  const alone = clear.filter((step) => !isClear(step.anyDayPAcrossSteps, step));
  if (alone.length === 0) return [];
  const named = alone.map(stepName);
  const message = `Clear alone, not among ${formatPlural(steps.length, "step")} looked at together: ${named.join(", ")}.`;
  return [{ code: "clear_alone_only", severity: "info", message, steps: named }];
}
