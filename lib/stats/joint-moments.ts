import { sampleCovariance, sampleVariance } from "./moments";

/**
 * Sums of acceptance a (0 or 1), model cost c and human time h over the runs of one arm in one step, with the cross
 * products that a ratio and a net benefit need. Integers in the caller's units; `addJointTotals` merges days and shards.
 */
export type JointTotals = {
  n: bigint;
  a: bigint;
  c: bigint;
  cc: bigint;
  ca: bigint;
  h: bigint;
  hh: bigint;
  ha: bigint;
  ch: bigint;
};

export const NO_JOINT_TOTALS: JointTotals = { n: 0n, a: 0n, c: 0n, cc: 0n, ca: 0n, h: 0n, hh: 0n, ha: 0n, ch: 0n };

export function addJointTotals(x: JointTotals, y: JointTotals): JointTotals {
  return {
    n: x.n + y.n,
    a: x.a + y.a,
    c: x.c + y.c,
    cc: x.cc + y.cc,
    ca: x.ca + y.ca,
    h: x.h + y.h,
    hh: x.hh + y.hh,
    ha: x.ha + y.ha,
    ch: x.ch + y.ch,
  };
}

/** Sample means, variances and covariances per run: acceptance 0 to 1, model cost in US$, human time in minutes. */
export type JointMoments = {
  n: number;
  accepted: number;
  cost: number;
  minutes: number;
  varAccepted: number;
  varCost: number;
  varMinutes: number;
  covCostAccepted: number;
  covMinutesAccepted: number;
  covCostMinutes: number;
};

/** Factors from the integer units of the sums to US$ and minutes. */
export type JointUnits = { cost: number; minutes: number };

/** null for n < 2, where there is no spread to speak of. Otherwise exact up to one rounding a figure. */
export function jointMoments(totals: JointTotals, units: JointUnits): JointMoments | null {
  const { n } = totals;
  if (n < 2n) return null;
  const runs = Number(n);
  return {
    n: runs,
    accepted: Number(totals.a) / runs,
    cost: (Number(totals.c) * units.cost) / runs,
    minutes: (Number(totals.h) * units.minutes) / runs,
    varAccepted: sampleVariance({ n, sum: totals.a, squares: totals.a }),
    varCost: sampleVariance({ n, sum: totals.c, squares: totals.cc }) * units.cost ** 2,
    varMinutes: sampleVariance({ n, sum: totals.h, squares: totals.hh }) * units.minutes ** 2,
    covCostAccepted: sampleCovariance(n, totals.c, totals.a, totals.ca) * units.cost,
    covMinutesAccepted: sampleCovariance(n, totals.h, totals.a, totals.ha) * units.minutes,
    covCostMinutes: sampleCovariance(n, totals.c, totals.h, totals.ch) * units.cost * units.minutes,
  };
}

/** Moments of a run's money K = m C + κ H beside its acceptance. */
export type MoneyMoments = {
  n: number;
  accepted: number;
  money: number;
  varAccepted: number;
  varMoney: number;
  covMoneyAccepted: number;
};

/**
 * Money per run at a labour rate chosen now: K = multiplier × model cost + `usdPerMinute` × minutes (spec section 1).
 * Exact algebra on moments, so no receipt is read again when the rate changes.
 */
export function moneyMoments(joint: JointMoments, usdPerMinute: number, multiplier = 1): MoneyMoments {
  const varMoney =
    multiplier ** 2 * joint.varCost +
    2 * multiplier * usdPerMinute * joint.covCostMinutes +
    usdPerMinute ** 2 * joint.varMinutes;
  const money = multiplier * joint.cost + usdPerMinute * joint.minutes;
  return {
    n: joint.n,
    accepted: joint.accepted,
    money,
    varAccepted: joint.varAccepted,
    varMoney: varMoney <= 1e-12 * money * money ? 0 : varMoney,
    covMoneyAccepted: multiplier * joint.covCostAccepted + usdPerMinute * joint.covMinutesAccepted,
  };
}
