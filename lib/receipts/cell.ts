import type { Exact } from "./exact";

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
  cSum: Exact;
  cSq: Exact;
  cAcc: Exact;
  /** All that was spent, uncapped. */
  cRaw: Exact;
  /** Human minutes in thousandths: sum, squares, over accepted runs, times (capped) cost. */
  hSum: Exact;
  hSq: Exact;
  hAcc: Exact;
  chSum: Exact;
  rSum: Exact;
  rSq: Exact;
  eSum: Exact;
  eSq: Exact;
  tSum: Exact;
  tSq: Exact;
  vSum: Exact;
  vSq: Exact;
  uncachedInput: Exact;
  cacheRead: Exact;
  cacheWrite: Exact;
  output: Exact;
  reasoning: Exact;
  toolErrors: Exact;
  /** Largest cost of a run, uncapped, nano-US$. The only column that does not add up: it merges by max. */
  cMax: Exact;
};

export type Cell = CellKey & CellSums;
