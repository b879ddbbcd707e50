/**
 * Seeded random words: the same seed gives the same words on every machine. Uniform integers of 32 bits, 0 to 2^32 − 1.
 * xoshiro128** (Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators"; period 2^128 − 1), its state
 * filled from the seed by the finaliser of MurmurHash3 over a Weyl sequence, so that near seeds give unlike words.
 * Not for secrets. Only the lower 32 bits of an integer seed count.
 */
export function randomWords(seed: number): () => number {
  let weyl = seed | 0;
  const nextState = () => {
    weyl = (weyl + 0x9e3779b9) | 0;
    let mixed = Math.imul(weyl ^ (weyl >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  let [a, b, c, d] = [nextState(), nextState(), nextState(), nextState()];
  return () => {
    const fifth = Math.imul(b, 5);
    const word = Math.imul((fifth << 7) | (fifth >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return word;
  };
}
