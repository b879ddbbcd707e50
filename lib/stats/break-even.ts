/** Mean, variance and covariance of a numerator N and a positive denominator D. */
export type SignedRatio = { n: number; d: number; varN: number; varD: number; covND: number };

/** The set of ratios that Fieller's theorem does not reject: an interval, or not one. */
export type FiellerSet = { kind: "between"; low: number; high: number } | { kind: "unbounded" };

/**
 * Fieller's confidence set of N/D, both signed, at critical value c (variances inflated by the caller).
 * Bounded exactly when D differs from 0 at that level: D² > c² V_D. Fieller 1954; Willan & O'Brien 1996.
 */
export function fieller({ n, d, varN, varD, covND }: SignedRatio, c: number): FiellerSet {
  const c2 = c * c;
  const a = d * d - c2 * varD;
  if (!(a > 0)) return { kind: "unbounded" };
  const b = n * d - c2 * covND;
  const root = Math.sqrt(Math.max(0, b * b - a * (n * n - c2 * varN)));
  return { kind: "between", low: (b - root) / a, high: (b + root) / a };
}

export type BreakEvenInput = {
  /** Net benefit per run. */
  benefit: number;
  /** Standardised model cost of the candidate, US$ per run, labour left out. */
  modelCost: number;
  /** Variance of N = B + C₁, of D = C₁, and their covariance, with independent runs. */
  varN: number;
  varD: number;
  covND: number;
  /** T(k, df) √DEFF. */
  critical: number;
};

/**
 * Times today's price of the candidate at which the net benefit is 0: m* = (B + C₁)/C₁. Below `low` the candidate pays
 * with confidence, above `high` it does not; low < 1 < high iff the net benefit's interval holds 0 (spec section 6).
 * A negative `low` means that no price makes it pay for sure yet. null where the candidate's cost is 0.
 */
export function breakEven(input: BreakEvenInput): { multiplier: number; set: FiellerSet } | null {
  if (!(input.modelCost > 0)) return null;
  const ratio = {
    n: input.benefit + input.modelCost,
    d: input.modelCost,
    varN: input.varN,
    varD: input.varD,
    covND: input.covND,
  };
  return { multiplier: ratio.n / ratio.d, set: fieller(ratio, input.critical) };
}
