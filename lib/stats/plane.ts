import { bivariateNormalCdf } from "./bivariate-normal";
import { type FiellerSet, fieller } from "./break-even";
import type { MoneyArm } from "./money-arm";
import { normalCdf } from "./normal";

/**
 * The cost-effectiveness plane: difference in acceptance (dp) against difference in money per run (dK), with the
 * variances and covariance of the two, design effect included (spec section 6).
 */
export type Plane = { dp: number; dk: number; varP: number; varK: number; cov: number };

/** Candidate − baseline. `deff` is the larger of the design effects of acceptance and of cost. */
export function plane(candidate: MoneyArm, baseline: MoneyArm, deff = 1): Plane {
  return {
    dp: candidate.accepted - baseline.accepted,
    dk: candidate.money - baseline.money,
    varP: (candidate.varAccepted + baseline.varAccepted) * deff,
    varK: (candidate.varMoney + baseline.varMoney) * deff,
    cov: (candidate.covMoneyAccepted + baseline.covMoneyAccepted) * deff,
  };
}

/** Better or worse (E or W), dearer or cheaper (N or S); a difference of 0 counts as better, or as cheaper. */
export type Quadrant = "NE" | "SE" | "SW" | "NW";

export function quadrant({ dp, dk }: Plane): Quadrant {
  if (dp >= 0) return dk > 0 ? "NE" : "SE";
  return dk > 0 ? "NW" : "SW";
}

/**
 * Chance that the candidate pays if an accepted artifact is worth λ: one point of the cost-effectiveness acceptability
 * curve (van Hout 1994; Fenwick 2004). A one-look chart, not safe to check any day: label it so. At λ = 0 it is the
 * chance of being cheaper. ½ where neither difference varies and both are 0.
 */
export function acceptability({ dp, dk, varP, varK, cov }: Plane, lambda: number): number {
  const benefit = lambda * dp - dk;
  const se = Math.sqrt(Math.max(0, lambda * lambda * varP + varK - 2 * lambda * cov));
  if (se === 0) return benefit > 0 ? 1 : benefit < 0 ? 0 : 0.5;
  return normalCdf(benefit / se);
}

export type Icer = { value: number | null; set: FiellerSet };

/**
 * ΔK/Δp, money per extra accepted artifact (NE) or saved per accepted artifact lost (SW), with Fieller's set at critical
 * value `c`. Show it only in those two quadrants and only when bounded: a negative ratio has no order (Heitjan 2000).
 */
export function icer({ dp, dk, varP, varK, cov }: Plane, c: number): Icer {
  const set = fieller({ n: dk, d: dp, varN: varK, varD: varP, covND: cov }, c);
  return { value: dp === 0 ? null : dk / dp, set };
}

export type QuadrantChances = { NE: number; SE: number; SW: number; NW: number };

/** Chances of the four quadrants under a bivariate normal; null where a difference has no spread. */
export function quadrantChances({ dp, dk, varP, varK, cov }: Plane): QuadrantChances | null {
  if (!(varP > 0 && varK > 0)) return null;
  const x = dp / Math.sqrt(varP);
  const y = dk / Math.sqrt(varK);
  const rho = cov / Math.sqrt(varP * varK);
  return {
    NE: bivariateNormalCdf(x, y, rho),
    SE: bivariateNormalCdf(x, -y, -rho),
    SW: bivariateNormalCdf(-x, -y, rho),
    NW: bivariateNormalCdf(-x, y, -rho),
  };
}
