/**
 * Cornish-Fisher expansions: a quantile as that of the normal score z and corrections p_k(z), in powers of a small
 * quantity. The polynomials solve dx/dz = φ(z)/f(x) order by order, f the density; the first four of each are in
 * Abramowitz & Stegun (26.2.49 with the gamma's cumulants; 26.7.5).
 */

/** p(z) = (Σ of_i z^2i) / over, times z where it is odd. */
type Polynomial = { odd: boolean; over: number; of: readonly number[] };

/** x = a + √a (z + Σ p_k(z) a^(−k/2)), X a gamma variable with shape a and scale 1. */
const GAMMA: readonly Polynomial[] = [
  { odd: false, over: 3, of: [-1, 1] },
  { odd: true, over: 36, of: [-7, 1] },
  { odd: false, over: 810, of: [16, -7, -3] },
  { odd: true, over: 38_880, of: [-433, 256, 9] },
  { odd: false, over: 204_120, of: [1472, -923, -243, 12] },
  { odd: true, over: 146_966_400, of: [289_717, 289_517, -4353, -3753] },
  { odd: false, over: 55_112_400, of: [35_968, -104_989, -9513, 4614, 270] },
  { odd: true, over: 21_163_161_600, of: [37_501_325, 7_016_224, -2_742_210, -547_848, -5139] },
  {
    odd: false,
    over: 1_964_205_936_000,
    of: [-2_432_820_224, -672_186_949, 303_753_831, 125_735_778, 6_208_146, -364_176],
  },
  {
    odd: true,
    over: 2_639_892_777_984_000,
    of: [487_855_454_729, -556_030_221_167, -287_542_736_226, -31_857_434_154, 1_885_396_761, 199_112_985],
  },
];

/** t = z + Σ p_k(z) df^(−k), T Student's t with df degrees of freedom. */
const STUDENT: readonly Polynomial[] = [
  { odd: true, over: 4, of: [1, 1] },
  { odd: true, over: 96, of: [3, 16, 5] },
  { odd: true, over: 384, of: [-15, 17, 19, 3] },
  { odd: true, over: 92_160, of: [-945, -1920, 1482, 776, 79] },
  { odd: true, over: 122_880, of: [5985, -255, -594, 310, 113, 9] },
  { odd: true, over: 185_794_560, of: [2_463_615, 6_667_920, 616_707, -82_440, 48_821, 15_448, 1065] },
  { odd: true, over: 743_178_240, of: [-111_486_375, -18_226_215, 5_639_193, 1_086_849, 113_891, 41_107, 6891, 339] },
];

/** A quantile, and how far it may be off: the larger of the last two terms, relative to it. */
export type Expanded = { value: number; error: number };

function sumOf(polynomials: readonly Polynomial[], z: number, small: number): { sum: number; last: number } {
  const z2 = z * z;
  let sum = 0;
  let power = 1;
  let last = 0;
  let beforeLast = 0;
  for (const { odd, over, of } of polynomials) {
    power *= small;
    let value = 0;
    for (let i = of.length - 1; i >= 0; i--) value = value * z2 + (of[i] ?? 0);
    const term = ((odd ? z : 1) * value * power) / over;
    sum += term;
    beforeLast = last;
    last = Math.abs(term);
  }
  return { sum, last: Math.max(last, beforeLast) };
}

/** Quantile of a gamma variable with this shape at normal score z. */
export function expandGamma(z: number, shape: number): Expanded {
  const root = Math.sqrt(shape);
  const { sum, last } = sumOf(GAMMA, z, 1 / root);
  const value = shape + root * (z + sum);
  return { value, error: value > 0 ? (root * last) / value : Number.POSITIVE_INFINITY };
}

/** Quantile of Student's t at normal score z. */
export function expandStudent(z: number, df: number): Expanded {
  const { sum, last } = sumOf(STUDENT, z, 1 / df);
  const value = z + sum;
  return { value, error: Math.abs(last / value) };
}
