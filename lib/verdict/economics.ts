import {
  acceptability,
  icer,
  type Plane,
  plane,
  type QuadrantChances,
  quadrant,
  quadrantChances,
} from "@/lib/stats/plane";
import type { Economics, Estimate, Missing } from "./comparison";
import { finite, isMissing, missing } from "./missing";
import { type BenefitReading, type MoneyComparison, planeDesignEffect } from "./money-comparison";
import type { Reading } from "./reading";

/** Points of the acceptability curve, from a value of 0 on. */
const CURVE_POINTS = 41;
/** It goes up to this many times the largest of the values that matter. */
const CURVE_REACH = 3;

/**
 * What the difference is worth (spec section 6): the cost-effectiveness plane, the chance that the candidate pays at any
 * value of an accepted artifact, and the price of an extra one where that is a meaningful number. Today's reading: these
 * are not safe to check any day. Variances carry the larger design effect of acceptance and of cost.
 */
export function economicsOf(
  money: MoneyComparison | Missing,
  benefit: BenefitReading | null,
  reading: Reading,
): Economics | Missing {
  if (isMissing(money)) return money;
  const { candidate, baseline } = money;
  const designEffect = planeDesignEffect(money, reading);
  const onPlane = plane(candidate, baseline, designEffect);
  return {
    acceptanceDifference: onPlane.dp,
    costDifferenceUsd: onPlane.dk,
    varAcceptance: onPlane.varP,
    varCost: onPlane.varK,
    covariance: onPlane.cov,
    designEffect,
    quadrant: NAMES[quadrant(onPlane)],
    quadrantChances: namedChances(quadrantChances(onPlane)),
    lambdaUsd: benefit?.lambda ?? null,
    acceptability: curve(onPlane, [
      benefit?.lambda ?? 0,
      baseline.accepted > 0 ? baseline.money / baseline.accepted : 0,
    ]),
    costPerExtraAcceptedUsd: extraAccepted(onPlane, money.runs, reading),
  };
}

const NAMES = {
  SE: "better_cheaper",
  NE: "better_dearer",
  SW: "worse_cheaper",
  NW: "worse_dearer",
} as const;

function namedChances(chances: QuadrantChances | null): Economics["quadrantChances"] {
  return (
    chances && {
      betterCheaper: chances.SE,
      betterDearer: chances.NE,
      worseCheaper: chances.SW,
      worseDearer: chances.NW,
    }
  );
}

/** Up to a few times the largest of these values and of the price of an extra artifact, where there is one. */
function curve(onPlane: Plane, values: number[]): Economics["acceptability"] {
  const price = onPlane.dp === 0 ? 0 : onPlane.dk / onPlane.dp;
  const most = CURVE_REACH * Math.max(...values.filter(Number.isFinite), price);
  if (!(most > 0)) return [{ lambdaUsd: 0, chance: acceptability(onPlane, 0) }];
  return Array.from({ length: CURVE_POINTS }, (_, i) => {
    const lambdaUsd = (most * i) / (CURVE_POINTS - 1);
    return { lambdaUsd, chance: acceptability(onPlane, lambdaUsd) };
  });
}

/** ΔK/Δp: money per extra accepted artifact, or saved per lost one. A negative ratio has no order, and is not shown. */
function extraAccepted(onPlane: Plane, n: number, reading: Reading): Estimate | Missing {
  const where = quadrant(onPlane);
  if (where === "SE" || where === "NW") {
    const message =
      where === "SE"
        ? "It is better and cheaper: an extra accepted artifact has no price."
        : "It is worse and dearer: there is no extra accepted artifact to pay for.";
    return missing("not_applicable", message);
  }
  const { value, set } = icer(onPlane, reading.z);
  if (value === null || set.kind === "unbounded") {
    return missing("unbounded", "Acceptance may not differ at all, so that the price of an extra one has no bounds.");
  }
  return finite({ value, low: set.low, high: set.high, level: reading.level, n, method: "fieller" });
}
