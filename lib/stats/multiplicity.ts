/**
 * Adjusted p values for many steps or many models, in the order given: reject where the adjusted one is ≤ alpha.
 */

/**
 * Benjamini & Hochberg 1995: false discovery rate. On always-valid p = 1/e it is the e-BH procedure (Wang & Ramdas
 * 2022), valid at any stopping time under any dependence. Never feed it a running minimum of p.
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = p.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value);
  const adjusted = new Array<number>(p.length).fill(1);
  let running = 1;
  order.forEach(({ value, i }, fromLargest) => {
    running = Math.min(running, (value * p.length) / (p.length - fromLargest));
    adjusted[i] = running;
  });
  return adjusted;
}

/** Holm 1979: family-wise error, for a few headline questions. */
export function holm(p: readonly number[]): number[] {
  const order = p.map((value, i) => ({ value, i })).sort((a, b) => a.value - b.value);
  const adjusted = new Array<number>(p.length).fill(1);
  let running = 0;
  order.forEach(({ value, i }, fromSmallest) => {
    running = Math.max(running, Math.min(1, value * (p.length - fromSmallest)));
    adjusted[i] = running;
  });
  return adjusted;
}
