const INITIAL_CAPACITY = 1 << 12;

/**
 * Counts occurrences of 64-bit hashes: an open-addressing table of 12 bytes a slot, at most half full, so that a
 * file of millions of records stays small. Two different hashes of 64 bits collide about once in 10^6 files of
 * 6 million records (birthday bound); a collision only numbers a record 2 that should be 1.
 */
export class Occurrences {
  #keys = new BigUint64Array(INITIAL_CAPACITY);
  #counts = new Uint32Array(INITIAL_CAPACITY);
  #size = 0;

  /** How many times this hash was seen, this time included. */
  count(hash: bigint): number {
    if (this.#size * 2 >= this.#keys.length) this.#grow();
    const slot = this.#slotOf(hash);
    if (this.#counts[slot] === 0) {
      this.#keys[slot] = hash;
      this.#size += 1;
    }
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    return this.#counts[slot] ?? 0;
  }

  #slotOf(hash: bigint): number {
    const mask = this.#keys.length - 1;
    let slot = Number(hash & BigInt(mask));
    while (this.#counts[slot] !== 0 && this.#keys[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const counts = this.#counts;
    this.#keys = new BigUint64Array(keys.length * 2);
    this.#counts = new Uint32Array(counts.length * 2);
    for (const [index, count] of counts.entries()) {
      if (count === 0) continue;
      const slot = this.#slotOf(keys[index] ?? 0n);
      this.#keys[slot] = keys[index] ?? 0n;
      this.#counts[slot] = count;
    }
  }
}
