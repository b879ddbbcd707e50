/**
 * A cell is one row of additive sums: the sufficient statistics of `lib/stats` for the receipts that share a key.
 * Integers throughout (money in nano-US$, minutes in thousandths), so that sums are exact and can be undone.
 */

/** Bits of `CellKey.unknown`: which metrics the receipts of this cell do not give. */
export const UNKNOWN = {
  cost: 1,
  humanEdits: 2,
  humanMinutes: 4,
  retries: 8,
  validationFailures: 16,
  toolCalls: 32,
  firstPass: 64,
  stoppedEarly: 128,
  usage: 256,
} as const;
export type UnknownField = keyof typeof UNKNOWN;

/** Key of a cell within its project. An unset text field is the empty string, so that keys compare. */
export type CellKey = {
  /** `2026-08-21`, the day on which the run started, in the project's time zone. */
  day: string;
  workflow: string;
  step: string;
  model: string;
  effort: string;
  serviceTier: string;
  lane: string;
  harness: string;
  assign: string;
  policyVersion: number;
  state: "resolved" | "pending";
  unknown: number;
};

/** Sums over the runs of a cell; a value that a run does not give adds 0 and sets its bit in the key. */
export type CellSums = {
  n: number;
  nAcc: number;
  nRej: number;
  nAban: number;
  nErr: number;
  nFirst: number;
  nStop: number;
  nStopAcc: number;
  /** Runs that cost more than their step's cap. */
  nCap: number;
  /** Cost in nano-US$, each run's at most its step's cap: sum, sum of squares, sum over accepted runs. */
  cSum: bigint;
  cSq: bigint;
  cAcc: bigint;
  /** All that was spent, uncapped. */
  cRaw: bigint;
  /** Human minutes in thousandths: sum, squares, over accepted runs, times (capped) cost. */
  hSum: bigint;
  hSq: bigint;
  hAcc: bigint;
  chSum: bigint;
  rSum: bigint;
  rSq: bigint;
  eSum: bigint;
  eSq: bigint;
  tSum: bigint;
  tSq: bigint;
  vSum: bigint;
  vSq: bigint;
  uncachedInput: bigint;
  cacheRead: bigint;
  cacheWrite: bigint;
  output: bigint;
  reasoning: bigint;
  toolErrors: bigint;
  /** Largest cost of a run, uncapped, nano-US$. The only column that does not add up: it merges by max. */
  cMax: bigint;
};

export type Cell = CellKey & CellSums;
