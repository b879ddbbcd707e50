import { netBenefit } from "@/lib/stats/net-benefit";
import type { BenefitReading, MoneyComparison } from "./money-comparison";
import type { Reading } from "./reading";
import { countRuns, type StepGroups } from "./run-groups";

/** From this distance between the arms' mixes of steps on, a mix is worth a word. */
const MIX_DISTANCE = 0.05;

/** How the naive net benefit, the mix of steps ignored, compares with the adjusted one (spec section 7). */
export type MixReading = {
  naive: number;
  naiveZ: number;
  /** Total variation distance of the arms' mixes of steps, 0 to 1. */
  distance: number;
  /** Opposite signs, and at least one of them clear. */
  reversal: boolean;
  /** The adjustment moves the answer by more than its standard error. */
  mixMatters: boolean;
};

/** ½ Σ |share of the candidate's runs − share of the baseline's runs| over steps. */
export function mixDistance(steps: readonly Pick<StepGroups, "candidate" | "baseline">[]): number {
  const counts = steps.map((step) => ({ candidate: countRuns(step.candidate), baseline: countRuns(step.baseline) }));
  const sum = (arm: "candidate" | "baseline") => counts.reduce((total, count) => total + count[arm], 0);
  const [n1, n0] = [sum("candidate"), sum("baseline")];
  if (n1 === 0 || n0 === 0) return 0;
  return counts.reduce((total, { candidate, baseline }) => total + Math.abs(candidate / n1 - baseline / n0), 0) / 2;
}

/** Both at the same λ: that of the adjusted comparison. `steps` are all steps, unsupported ones too. */
export function mixReading(
  naive: MoneyComparison,
  adjusted: BenefitReading,
  distance: number,
  reading: Reading,
): MixReading {
  const pooled = netBenefit(naive.candidate, naive.baseline, adjusted.lambda);
  if (pooled === null) throw new Error("a net benefit at a given λ always exists");
  const z = (value: number, se: number) => (se > 0 ? value / se : 0);
  const naiveZ = z(pooled.value, Math.sqrt(pooled.variance));
  const se = adjusted.seIndependent * Math.sqrt(adjusted.deff.anyDay);
  const clear = Math.max(Math.abs(naiveZ), Math.abs(z(adjusted.value, se))) >= reading.z;
  return {
    naive: pooled.value,
    naiveZ,
    distance,
    reversal: pooled.value * adjusted.value < 0 && clear,
    mixMatters: Math.abs(pooled.value - adjusted.value) >= se && distance >= MIX_DISTANCE,
  };
}
