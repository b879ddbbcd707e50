import { type AnyDay, criticalValue } from "./confidence-sequence";
import { normalQuantile } from "./normal";

/** Power that the plans aim at. */
const POWER = 0.8;

/** More than this many times the data so far is not worth planning for. */
export const TOO_CLOSE_FACTOR = 20;

export type Precision = {
  /** Information time so far, and the standard error at that time (design effect included). */
  t: number;
  se: number;
  /** Difference to be told from 0, in the units of `se`; > 0. */
  distance: number;
};

/**
 * Information time at which the any-day interval tells `distance` from 0 with `power`: the fixed point of
 * t' = t ((k(t') + z_power) SE/distance)². Both arms growing in the same shares, SE ∝ 1/√t. Measured power .81 to .84.
 * 0 where there is no spread.
 */
export function informationRequired({ t, se, distance }: Precision, anyDay: AnyDay, power = POWER): number {
  const score = normalQuantile(power);
  const step = (at: number): number => t * (((criticalValue(at, anyDay) + score) * se) / distance) ** 2;
  if (!(se > 0)) return 0;
  let required = Math.max(step(Math.max(t, 1)), 1e-6);
  for (let i = 0; i < 500; i++) {
    const next = step(required);
    if (Math.abs(next - required) <= 1e-12 * required) return next;
    // k falls steeply for small t, where the plain iteration swings: the geometric mean keeps it from doing so.
    required = i < 30 ? next : Math.sqrt(next * required);
  }
  return required;
}

/** Rounds up to two significant digits, as a plan should sound: 1 234 → 1 300. */
export function roundUpTwoDigits(runs: number): number {
  if (runs <= 99) return Math.ceil(runs);
  const unit = 10 ** (Math.floor(Math.log10(runs)) - 1);
  return Math.ceil(runs / unit) * unit;
}

export type MoreRuns = { runs: number; tooCloseToCall: boolean };

/** More runs of both arms together, `runs` being those so far. */
export function moreRuns(precision: Precision, runs: number, anyDay: AnyDay): MoreRuns {
  const factor = informationRequired(precision, anyDay) / precision.t;
  return {
    runs: roundUpTwoDigits(Math.max(0, (factor - 1) * runs)),
    tooCloseToCall: factor - 1 > TOO_CLOSE_FACTOR,
  };
}

/**
 * Candidate runs needed in all when the baseline is frozen: n₁ = V₁ n₁/((d/(k + z))² − V₀).
 * null: the baseline itself is too small, so a holdout has to be kept.
 */
export function candidateRunsRequired(input: {
  candidateRuns: number;
  candidateVariance: number;
  baselineVariance: number;
  distance: number;
  k: number;
}): number | null {
  const allowed = (input.distance / (input.k + normalQuantile(POWER))) ** 2 - input.baselineVariance;
  return allowed > 0 ? (input.candidateVariance * input.candidateRuns) / allowed : null;
}

/** Rule of thumb: runs per arm until the quality test passes if both arms accept a share p: 2p(1−p)((k+.84)/δ)². */
export function runsForQuality(p: number, margin: number, k: number): number {
  return 2 * p * (1 - p) * ((k + normalQuantile(POWER)) / margin) ** 2;
}

/**
 * Runs per arm to see a saving (0.3 = 30 % less per accepted artifact), planned from the baseline alone:
 * 2 V_R ((k + z)/ln(1 − saving))², V_R the per-run variance of the baseline's log cost per accepted artifact.
 * Willan & O'Brien 1999.
 */
export function runsForSaving(perRunLogVariance: number, saving: number, k: number): number {
  return 2 * perRunLogVariance * ((k + normalQuantile(POWER)) / Math.log(1 - saving)) ** 2;
}
