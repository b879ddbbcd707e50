import { formatPlural } from "@/lib/format";
import { UNKNOWN } from "@/lib/receipts/cell";
import { MINIMUM_CLUSTERS } from "@/lib/stats/day-clusters";
import { SAMPLE_RATIO_BLOCK, SAMPLE_RATIO_WARN } from "@/lib/stats/sample-ratio";
import type { QualityNote, VerdictKind } from "./comparison";
import type { ComparisonCell } from "./comparison-cell";
import { EVALUATION_SHARE, type Grade } from "./grade";
import { judgeKind, type Standards } from "./judge";
import { isMissing } from "./missing";
import type { MixReading } from "./mix-reading";
import { benefitReading, moneyComparison } from "./money-comparison";
import { standardised } from "./population";
import type { BothArms } from "./quality-of-arms";
import { cellsByStep, countPlaces, countRuns, knownRuns, type StepGroups } from "./run-groups";
import { pendingAccepted, supposing, withoutErrored } from "./what-if";
import { days, percent } from "./words";

const note = (code: string, severity: QualityNote["severity"], message: string): QualityNote[] => [
  { code, severity, message, steps: [] },
];

/** Whether the label hangs on outcomes that are still open, or on infrastructure errors. */
export function sensitivityNotes(steps: readonly StepGroups[], standards: Standards, kind: VerdictKind): QualityNote[] {
  const kindOf = (supposed: readonly StepGroups[]) => judgeKind(standardised(supposed), standards);
  const groups = steps.flatMap(({ baseline, candidate }) => [...baseline, ...candidate]);
  const pendingMatters =
    groups.some(({ state }) => state === "pending") &&
    (["baseline", "candidate"] as const).some((arm) => kindOf(supposing(steps, pendingAccepted, [arm])) !== kind);
  const errored = groups.reduce((sum, { nErr }) => sum + nErr, 0);
  const without = errored > 0 ? kindOf(supposing(steps, withoutErrored, ["baseline", "candidate"])) : kind;
  return [
    ...(pendingMatters
      ? note("pending_could_change_verdict", "warn", "Pending outcomes could change this verdict.")
      : []),
    ...(without === kind
      ? []
      : note(
          "errored_runs_change_verdict",
          "warn",
          `Without the ${formatPlural(errored, "errored run")} the verdict would be another: ${without.replaceAll("_", " ")}.`,
        )),
  ];
}

/** The arms' mixes of work: how far apart, and whether that moves or turns the answer. */
export function mixNotes(mix: MixReading | null, distance: number): QualityNote[] {
  if (mix?.reversal) {
    return note(
      "mix_reverses_answer",
      "warn",
      "The mix of work reverses the answer: compare step by step, not in total.",
    );
  }
  if (mix?.mixMatters) {
    return note("mix_matters", "warn", "The arms did different mixes of work, and adjusting for it moves the answer.");
  }
  if (distance >= 0.05) {
    return note(
      "mix_shift",
      "info",
      `The arms' mixes of steps differ by ${percent(distance)} of runs; the figures are adjusted.`,
    );
  }
  return [];
}

/** |z| from which the baseline is said to have drifted by itself. */
const DRIFT_SCORE = 2.58;

/** Before and after: the baseline's first half against its second, by the same estimator, should show nothing. */
export function driftNote(
  baseline: readonly ComparisonCell[],
  until: string | null,
  standards: Standards,
  grade: Grade,
  lambdaUsd: number | null,
): QualityNote[] {
  if (grade.grade !== "C" || lambdaUsd === null) return [];
  const matured = baseline.filter(({ day }) => until === null || day <= until);
  const days = [...new Set(matured.map(({ day }) => day))].sort();
  const middle = days[Math.ceil(days.length / 2)];
  if (middle === undefined) return [];
  const half = (later: boolean) => matured.filter(({ day }) => day >= middle === later);
  const money = moneyComparison(standardised(cellsByStep(half(false), half(true))), {
    ...standards.basis,
    priceRatio: 1,
  });
  if (isMissing(money)) return [];
  const benefit = benefitReading(money, lambdaUsd, standards.reading);
  if (benefit === null || benefit.seIndependent === 0) return [];
  const z = benefit.value / (benefit.seIndependent * Math.sqrt(benefit.deff.anyDay));
  if (Math.abs(z) < DRIFT_SCORE) return [];
  return note("baseline_drifting", "warn", "The baseline was already drifting before the candidate came.");
}

export function sampleRatioNotes(eValue: number | null): QualityNote[] {
  if (eValue === null || eValue < SAMPLE_RATIO_WARN) return [];
  const severity = eValue >= SAMPLE_RATIO_BLOCK ? "block" : "warn";
  return note("sample_ratio_mismatch", severity, "Runs were not split between the arms as the policy promised.");
}

/** What else limits the comparison: few clusters, tasks not shared, minutes left out. */
export function designNotes(
  arms: BothArms,
  standards: Standards,
  extra: { labourLeftOut: boolean; sharedTaskShare: number | null },
): QualityNote[] {
  const groups = [...arms.baseline, ...arms.candidate];
  const clusters = countPlaces(groups, "cluster");
  const live = standards.design === "live";
  const priced = countRuns(knownRuns(groups, UNKNOWN.cost));
  const { sharedTaskShare: shared } = extra;
  return [
    ...(live && clusters < MINIMUM_CLUSTERS && groups.length > 0
      ? note(
          "few_days",
          "info",
          `Runs of ${days(clusters)}: shocks that days share cannot be measured below ${MINIMUM_CLUSTERS}.`,
        )
      : []),
    ...(!live && shared !== null && shared < EVALUATION_SHARE
      ? note("tasks_not_shared", "warn", `Only ${percent(shared)} of the runs are of tasks that both arms did.`)
      : []),
    ...(extra.labourLeftOut && priced > 0
      ? note(
          "labour_left_out",
          "warn",
          "Human minutes are unknown for more than 40 % of an arm's runs: the verdict is on model cost alone.",
        )
      : []),
  ];
}
