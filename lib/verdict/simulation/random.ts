import type { Random } from "@/lib/story/random";

/**
 * Seeded uniform numbers on [0, 1) for simulations: sfc32 (Doty-Humphrey, PractRand), 128 bits of state. A table draws
 * hundreds of millions of numbers, more than the 32 bits of the story's generator can tell apart.
 */
export function simulationRandom(seed: number): Random {
  let [a, b, c, counter] = [0, seed | 0, 0x9e3779b9 | 0, 1];
  const next: Random = () => {
    const mixed = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return (mixed >>> 0) / 4_294_967_296;
  };
  // A small seed takes some rounds to reach all of the state.
  for (let i = 0; i < 16; i++) next();
  return next;
}

/** A count with negative-binomial spread of shape 1 (geometric): its variance is mean + mean². Mean > 0. */
export function overdispersedCount(random: Random, mean: number): number {
  return Math.floor(Math.log(1 - random()) / Math.log(mean / (1 + mean)));
}

/** Beta(shape, shape) on (0, 1), mean ½ (Jöhnk 1964): quick for the small shapes of tasks that are easy or hard. */
export function symmetricBeta(random: Random, shape: number): number {
  for (;;) {
    const x = random() ** (1 / shape);
    const y = random() ** (1 / shape);
    if (x + y > 0 && x + y <= 1) return x / (x + y);
  }
}

/** Which of some alternatives, given their shares, which sum to 1. */
export function drawIndex(random: Random, shares: readonly number[]): number {
  let left = random();
  for (let i = 0; i < shares.length - 1; i++) {
    left -= shares[i] ?? 0;
    if (left < 0) return i;
  }
  return shares.length - 1;
}
