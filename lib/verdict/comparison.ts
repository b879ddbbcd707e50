import type { PricesOnDay } from "@/lib/pricing/day-pricer";

/**
 * The answer to an upgrade question, whole: what `compareArms` makes, `GET /api/comparisons` sends (in snake_case)
 * and the upgrade page shows. US$ and minutes as doubles, rates 0 to 1; every difference is candidate − baseline.
 */

/** Both limits of an interval at the comparison's level. */
export type Range = { low: number; high: number };

export type Estimate = Range & {
  value: number;
  level: number;
  /** Runs that entered: those in which every field that the figure needs is known. */
  n: number;
  /** Name of the interval, `wilson` say; `lib/stats` documents each. */
  method: string;
};

/** A figure that cannot be given, with its reason. Never replaced by 0 or NaN. */
export type Missing = {
  missing: MissingCode;
  message: string;
  have: number | null;
  need: number | null;
  /** Lower limit where only that is known: a cost per accepted artifact with nothing accepted yet. */
  atLeast?: number;
};

export type MissingCode =
  | "no_runs"
  | "too_few_runs"
  | "too_few_units"
  | "not_reported"
  | "none_accepted"
  | "too_few_accepted"
  | "no_common_steps"
  | "too_few_steps"
  | "unbounded"
  | "took_too_long"
  | "not_applicable";

export type Figure = Estimate | Missing;

/** A difference with both readings: `low`/`high` is today's range, `anyDay` is safe to check any day. */
export type Difference = (Estimate & { anyDay: Range | null }) | Missing;

/** What is compared per run; the unit of each is in its name. */
export const METRICS = [
  "acceptanceRate",
  "firstPassRate",
  "retriesPerRun",
  "humanEditsPerRun",
  "humanMinutesPerRun",
  "toolCallsPerRun",
  "validationFailuresPerRun",
  "stoppedEarlyAcceptedRate",
  "stoppedEarlyNotAcceptedRate",
  "erroredRate",
  "costPerRunUsd",
  "costPerAcceptedUsd",
  "loadedCostPerAcceptedUsd",
] as const;
export type Metric = (typeof METRICS)[number];

/** One arm in one population: counts as they are, figures standardised to the comparison's mix of steps. */
export type ArmFigures = {
  runs: number;
  status: { accepted: number; rejected: number; abandoned: number; errored: number; pending: number };
  /** Runs in which the field is known. */
  known: Record<
    | "costUsd"
    | "humanEdits"
    | "humanMinutes"
    | "retries"
    | "validationFailures"
    | "toolCalls"
    | "firstPass"
    | "stoppedEarly"
    | "usage",
    number
  >;
  /** All spend that is known, US$; null where no cost is known. */
  spendUsd: number | null;
  days: number;
  figures: Record<Metric, Figure>;
};

export type Differences = Record<Metric, Difference>;

export const VERDICT_KINDS = [
  "pays_off",
  "pays_if_quality_holds",
  "trade_off",
  "does_not_pay",
  "no_material_difference",
  "not_enough_evidence",
  "insufficient_data",
  "blocked",
] as const;
export type VerdictKind = (typeof VERDICT_KINDS)[number];

export type VerdictSub =
  | "dominant"
  | "cheaper"
  | "better_dearer"
  | "dominated"
  | "too_dear"
  | "false_economy"
  | "plain";

/** Why a verdict is what it is, or why there is none yet. */
export type Reason = { code: string; message: string; have: number | null; need: number | null };

export type RunsNeeded = {
  /** More runs of both arms together, in the shares of today, two significant digits. */
  runs: number;
  /** At the rate of the compared window; null in an evaluation, which has no days. */
  days: number | null;
  /** More than twenty times the data so far. */
  tooCloseToCall: boolean;
  /** Too close below this difference per run, US$. */
  belowUsdPerRun: number;
};

export type Verdict = {
  kind: VerdictKind;
  /** Only of `pays_off` and `does_not_pay`. */
  sub: VerdictSub | null;
  reasons: Reason[];
  /** The verdict in words, one to three sentences, money in US$. */
  sentence: string;
  grade: "A" | "B" | "C";
  gradeReason: string;
  /** Net monetary benefit per run (spec section 6), US$; positive = the candidate pays. */
  netBenefitUsd: Difference;
  /** Relative change of cost per accepted artifact, −0.31 = 31 % less. */
  costPerAcceptedChange: Difference;
  /**
   * Times the candidate's price as billed: below `low` it pays for sure, at `value` even, above `high` surely not.
   * A negative `low` = no price makes it pay for sure yet.
   */
  breakEvenPriceRatio: Estimate | Missing;
  runsNeeded: RunsNeeded | null;
};

/** The cost-effectiveness plane and what follows from it (spec section 6). A one-look reading, not safe any day. */
export type Economics = {
  /** Candidate − baseline: rate 0 to 1, and US$ per run (model cost, and labour where that counts). */
  acceptanceDifference: number;
  costDifferenceUsd: number;
  varAcceptance: number;
  varCost: number;
  covariance: number;
  /** What the three are multiplied with for clusters, already. */
  designEffect: number;
  quadrant: "better_cheaper" | "better_dearer" | "worse_cheaper" | "worse_dearer";
  quadrantChances: Record<"betterCheaper" | "betterDearer" | "worseCheaper" | "worseDearer", number> | null;
  /** Value of an accepted artifact that the verdict went by, US$. */
  lambdaUsd: number | null;
  /** Chance that the candidate pays if an accepted artifact is worth so much. */
  acceptability: { lambdaUsd: number; chance: number }[];
  /** Cost of an extra accepted artifact where it is better and dearer; saving per lost one where worse and cheaper. */
  costPerExtraAcceptedUsd: Estimate | Missing;
};

/** Runs that it will take, planned from the baseline alone. */
export type Plan = {
  /** Runs of the baseline that the plan is made from. */
  baselineRuns: number;
  /** Runs an arm until a saving per accepted artifact of so much (0 to 1) shows. */
  savings: { saving: number; runsPerArm: number }[];
  /** Runs an arm until a loss of acceptance beyond the margin is ruled out, at equal quality. */
  quality: { margin: number; runsPerArm: number } | Missing;
};

/** Settings of a step that differ from what the whole is judged by. */
export type OwnTerms = Partial<Omit<ComparisonSettings, "design" | "priceRatio" | "candidates">>;

export type StepComparison = {
  workflow: string;
  step: string;
  /** What this step alone is judged by; null where it is judged as the whole is. */
  settings: OwnTerms | null;
  /** Enough runs of both arms to enter the standard population. */
  supported: boolean;
  baseline: ArmFigures;
  candidate: ArmFigures;
  differences: Differences;
  verdict: Verdict;
  /** Always-valid p of "the net benefit is 0"; null where the step has no net benefit. Never shown first. */
  anyDayP: number | null;
  /** The same adjusted for all steps looked at (Benjamini-Hochberg): ≤ 1 − level still holds among them. */
  anyDayPAcrossSteps: number | null;
  /** The same by Holm: no false call among all steps, for headlines. */
  anyDayPHolm: number | null;
  /** Net benefit per run, US$, drawn towards the steps' common mean: for display, never for a verdict. */
  steadiedNetBenefitUsd: Estimate | Missing;
};

export type QualityNote = {
  code: string;
  severity: "info" | "warn" | "block";
  message: string;
  steps: string[];
};

export type ComparisonSettings = {
  /** Value of one accepted artifact, US$; null = auto (the baseline's own cost per accepted artifact). */
  lambdaUsd: number | null;
  /** US$ per hour of human work; 0 = model spend alone. */
  hourlyRateUsd: number;
  /** What the candidate's model cost is multiplied by, to ask what another price would mean; 1 = as billed. */
  priceRatio: number;
  /** Tolerated loss of acceptance rate, 0 to 1. */
  acceptanceMargin: number;
  design: "live" | "evaluation";
  /** Confidence level, 0.95 say. */
  level: number;
  /** Runs at which one hopes to decide: where the any-day interval is tightest. */
  targetRuns: number;
  maturityDays: number;
  minimumDays: number;
  /** Candidates that the baseline is compared with: with m of them each any-day range is read at alpha/m. */
  candidates: number;
};

export type Comparison = {
  baseline: string;
  candidate: string;
  settings: ComparisonSettings;
  /** The one day whose prices all runs are read at, and what came of it; null = each at its own cost. */
  pricesAt: PricesOnDay | null;
  /** First and last start day of what was compared; null when there is nothing. */
  days: { first: string; last: string } | null;
  steps: StepComparison[];
  overall: {
    /** Pooled, the mix of steps ignored: shown beside the adjusted figures, never used for the verdict. */
    naive: { netBenefitUsd: Difference; costPerAcceptedChange: Difference; acceptanceRate: Difference };
    /** On the same mix of steps. */
    adjusted: { baseline: ArmFigures; candidate: ArmFigures; differences: Differences };
    /** Share of all runs that lies in steps done by both arms, 0 to 1. */
    coverage: number | null;
    mixChangesTheAnswer: boolean;
    mixMatters: boolean;
    verdict: Verdict;
    economics: Economics | Missing;
    /** null once the candidate has runs enough for a verdict. */
    plan: Plan | Missing | null;
  };
  quality: QualityNote[];
};
