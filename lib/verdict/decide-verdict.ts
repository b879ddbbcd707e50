import { SAMPLE_RATIO_BLOCK } from "@/lib/stats/sample-ratio";
import type { Range, VerdictKind, VerdictSub } from "./comparison";

/** Why there is no verdict, in the order in which the gates are tried. */
const GATES = [
  "too_few_runs",
  "too_few_accepted",
  "too_few_days",
  "too_few_tasks",
  "low_overlap",
  "cost_too_noisy",
] as const;
export type Gate = (typeof GATES)[number];

export const MINIMUM_RUNS = 50;
export const MINIMUM_ACCEPTED = 5;
const MINIMUM_COVERAGE = 0.8;
export const MAXIMUM_COST_NOISE = 0.12;

/** A figure of each arm, over supported steps. */
export type PerArm = { candidate: number; baseline: number };

export type GateInput = {
  runs: PerArm;
  accepted: PerArm;
  /** Distinct start days (or, in an evaluation, tasks) and how many are needed; null where it does not apply. */
  days: (PerArm & { need: number }) | null;
  tasks: { have: number; need: number } | null;
  /** Share of all runs in supported steps. */
  coverage: number;
  /** g of each arm, see `costNoise`. */
  costNoise: PerArm;
};

export type FailedGate = { gate: Gate; have: number; need: number };

const smaller = ({ candidate, baseline }: PerArm): number => Math.min(candidate, baseline);

/** Every gate that fails, in order; none of them = the data may speak. */
function failedGates(input: GateInput): FailedGate[] {
  const failed: FailedGate[] = [];
  const needAtLeast = (gate: Gate, have: number, need: number) => {
    if (have < need) failed.push({ gate, have, need });
  };
  needAtLeast("too_few_runs", smaller(input.runs), MINIMUM_RUNS);
  needAtLeast("too_few_accepted", smaller(input.accepted), MINIMUM_ACCEPTED);
  if (input.days) needAtLeast("too_few_days", smaller(input.days), input.days.need);
  if (input.tasks) needAtLeast("too_few_tasks", input.tasks.have, input.tasks.need);
  needAtLeast("low_overlap", input.coverage, MINIMUM_COVERAGE);
  const noise = Math.max(input.costNoise.candidate, input.costNoise.baseline);
  if (noise > MAXIMUM_COST_NOISE) failed.push({ gate: "cost_too_noisy", have: noise, need: MAXIMUM_COST_NOISE });
  return failed;
}

/** The three any-day intervals that decide, and what counts as small. */
export type Evidence = {
  /** Net benefit per run, US$. */
  benefit: Range;
  /** Difference of acceptance rates. */
  acceptance: Range;
  /** Difference of money per run, US$. */
  cost: Range;
  /** Tolerated loss of acceptance. */
  acceptanceMargin: number;
  /** Net benefit below which nothing material differs, US$ per run: 5 % of the baseline's money per run. */
  materialUsd: number;
};

export type Decision = { kind: VerdictKind; sub: VerdictSub | null };

type Quality = "safe" | "worse" | "unsure";

function qualityOf({ acceptance, acceptanceMargin }: Evidence): Quality {
  if (acceptance.low > -acceptanceMargin) return "safe";
  return acceptance.high < 0 ? "worse" : "unsure";
}

function paysOffSub({ cost, acceptance }: Evidence): VerdictSub {
  if (cost.high < 0) return acceptance.low > 0 ? "dominant" : "cheaper";
  return acceptance.low > 0 && cost.low > 0 ? "better_dearer" : "plain";
}

function doesNotPaySub({ cost, acceptance }: Evidence): VerdictSub {
  if (cost.low > 0 && acceptance.high < 0) return "dominated";
  if (acceptance.low > 0 && cost.low > 0) return "too_dear";
  return cost.high < 0 && acceptance.high < 0 ? "false_economy" : "plain";
}

/** The table of spec section 8: money (rows, tried in the order + − 0 ?) against quality. Strict inequalities. */
export function decideFromEvidence(evidence: Evidence): Decision {
  const { benefit, cost, materialUsd } = evidence;
  const quality = qualityOf(evidence);
  if (benefit.low > 0) {
    if (quality === "safe") return { kind: "pays_off", sub: paysOffSub(evidence) };
    return { kind: quality === "worse" ? "trade_off" : "pays_if_quality_holds", sub: null };
  }
  const doesNotPay: Decision = { kind: "does_not_pay", sub: doesNotPaySub(evidence) };
  if (benefit.high < 0) return doesNotPay;
  if (-materialUsd < benefit.low && benefit.high < materialUsd) {
    if (quality === "worse") return doesNotPay;
    return { kind: quality === "safe" ? "no_material_difference" : "not_enough_evidence", sub: null };
  }
  return { kind: quality === "worse" && cost.high < 0 ? "trade_off" : "not_enough_evidence", sub: null };
}

export type VerdictDecision = Decision & { failed: FailedGate[] };

/**
 * The verdict: a broken randomiser blocks, then the gates, then the table.
 * `sampleRatioEValue` is null where runs were not randomised. "pays_off" needs two tests, each at the comparison's level
 * (intersection-union), so that no correction is due. `evidence` is null where an interval has no limits yet.
 */
export function decideVerdict(
  gates: GateInput,
  evidence: Evidence | null,
  sampleRatioEValue: number | null,
): VerdictDecision {
  if (sampleRatioEValue !== null && sampleRatioEValue >= SAMPLE_RATIO_BLOCK) {
    return { kind: "blocked", sub: null, failed: [] };
  }
  const failed = failedGates(gates);
  if (failed.length > 0) return { kind: "insufficient_data", sub: null, failed };
  if (evidence === null) return { kind: "not_enough_evidence", sub: null, failed };
  return { ...decideFromEvidence(evidence), failed };
}
