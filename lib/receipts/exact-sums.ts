import type { CellSums } from "./cell";
import { COUNT_FIELDS, emptySums, SUM_FIELDS } from "./cell-sums";
import { exact } from "./exact";
import { deriveFirstPass } from "./first-pass";
import type { StoredReceipt } from "./stored-receipt";

/** A term of at most this is added as a double; after this many terms the doubles go into the big integers. */
const MAX_TERM = 2e12;
const MAX_TERMS = 4_096;

const FIELDS = [...COUNT_FIELDS, ...SUM_FIELDS];
const INDEX = Object.fromEntries(FIELDS.map((field, index) => [field, index])) as Record<
  (typeof FIELDS)[number],
  number
>;

/**
 * The sums of a cell, receipt by receipt: the one definition of what a cell adds up. Exact.
 *
 * Most terms are small, and big integers are slow. Small ones are added as doubles, which is exact while the sum is
 * below 2^53 = 9.007e15: 4,096 terms of 2e12 are 8.2e15. Larger ones (squares of money, mostly) are big at once.
 */
export class ExactSums {
  readonly #small = new Float64Array(FIELDS.length);
  readonly #big = new Map<number, bigint>();
  #terms = 0;
  #maxAdded = 0;
  #maxRemoved = 0;

  /**
   * Adds a receipt (1), or takes away one that was added (−1). `capNanoUsd` is what its step caps costs at, null where it
   * does not: the same at both times, or what is left is a difference of caps.
   */
  add(receipt: StoredReceipt, sign: 1 | -1, capNanoUsd: number | null): void {
    if (this.#terms === MAX_TERMS) this.#flush();
    this.#terms += 1;
    const { status, tokens } = receipt;
    const accepted = status === "accepted";
    const stopped = receipt.stoppedEarly === true;
    this.#one(INDEX.n, sign);
    if (accepted) this.#one(INDEX.nAcc, sign);
    else if (status === "rejected") this.#one(INDEX.nRej, sign);
    else if (status === "abandoned") this.#one(INDEX.nAban, sign);
    else if (status === "errored") this.#one(INDEX.nErr, sign);
    if (deriveFirstPass(receipt)) this.#one(INDEX.nFirst, sign);
    if (stopped) this.#one(INDEX.nStop, sign);
    if (stopped && accepted) this.#one(INDEX.nStopAcc, sign);
    const spent = receipt.costNanoUsd ?? 0;
    const cost = Math.min(spent, capNanoUsd ?? spent);
    if (cost < spent) this.#one(INDEX.nCap, sign);
    this.#value(INDEX.cRaw, spent, sign);
    this.#value(INDEX.cSum, cost, sign);
    this.#product(INDEX.cSq, cost, cost, sign);
    if (accepted) this.#value(INDEX.cAcc, cost, sign);
    if (sign === 1) this.#maxAdded = Math.max(this.#maxAdded, spent);
    else this.#maxRemoved = Math.max(this.#maxRemoved, spent);
    const minutes = receipt.humanMilliMinutes ?? 0;
    this.#value(INDEX.hSum, minutes, sign);
    this.#product(INDEX.hSq, minutes, minutes, sign);
    if (accepted) this.#value(INDEX.hAcc, minutes, sign);
    this.#product(INDEX.chSum, cost, minutes, sign);
    this.#withSquare(INDEX.rSum, INDEX.rSq, receipt.retries, sign);
    this.#withSquare(INDEX.eSum, INDEX.eSq, receipt.humanEdits, sign);
    this.#withSquare(INDEX.tSum, INDEX.tSq, receipt.toolCalls, sign);
    this.#withSquare(INDEX.vSum, INDEX.vSq, receipt.validationFailures, sign);
    this.#value(INDEX.uncachedInput, tokens.uncachedInput ?? 0, sign);
    this.#value(INDEX.cacheRead, tokens.cacheRead ?? 0, sign);
    this.#value(INDEX.cacheWrite, tokens.cacheWrite ?? 0, sign);
    this.#value(INDEX.output, tokens.output ?? 0, sign);
    this.#value(INDEX.reasoning, tokens.reasoning ?? 0, sign);
    this.#value(INDEX.toolErrors, receipt.toolErrors ?? 0, sign);
  }

  /** What came together. `cMax` is the largest cost that was added: a maximum cannot be taken away. */
  sums(): CellSums {
    this.#flush();
    const sums = emptySums();
    for (const field of COUNT_FIELDS) sums[field] = Number(this.#big.get(INDEX[field]) ?? 0n);
    for (const field of SUM_FIELDS) sums[field] = exact(this.#big.get(INDEX[field]) ?? 0n);
    sums.cMax = this.#maxAdded;
    return sums;
  }

  /** The largest cost that was taken away, nano-US$. */
  get maxRemoved(): number {
    return this.#maxRemoved;
  }

  #one(index: number, sign: number): void {
    this.#small[index] = (this.#small[index] ?? 0) + sign;
  }

  #value(index: number, value: number, sign: number): void {
    if (value <= MAX_TERM) this.#small[index] = (this.#small[index] ?? 0) + sign * value;
    else this.#addBig(index, BigInt(sign * value));
  }

  #product(index: number, a: number, b: number, sign: number): void {
    const product = a * b;
    if (product <= MAX_TERM) this.#small[index] = (this.#small[index] ?? 0) + sign * product;
    else this.#addBig(index, BigInt(sign * a) * BigInt(b));
  }

  #withSquare(sum: number, square: number, value: number | null, sign: number): void {
    if (!value) return;
    this.#value(sum, value, sign);
    this.#product(square, value, value, sign);
  }

  #addBig(index: number, term: bigint): void {
    this.#big.set(index, (this.#big.get(index) ?? 0n) + term);
  }

  #flush(): void {
    for (const [index, sum] of this.#small.entries()) if (sum !== 0) this.#addBig(index, BigInt(sum));
    this.#small.fill(0);
    this.#terms = 0;
  }
}
