import type { CellSums } from "@/lib/receipts/cell";

/** The sums of a cell that a comparison reads: all but the ledger of tokens and tool errors. */
export type RunSums = Omit<
  CellSums,
  "uncachedInput" | "cacheRead" | "cacheWrite" | "output" | "reasoning" | "toolErrors"
>;

/** Where the runs of a cell belong in a comparison. */
type ComparisonKey = {
  workflow: string;
  step: string;
  /** `2026-08-21` in the live design, the task id in the evaluation design. */
  cluster: string;
  /** Start day in the project's time zone. */
  day: string;
  state: "resolved" | "pending";
  /** Bits of `UNKNOWN`: what the runs of this cell do not give. */
  unknown: number;
  assign: string;
  policyVersion: number;
};

/**
 * What a comparison reads of one arm: additive sums per step and cluster. In the live design a cluster is a start day,
 * in the evaluation design a task. Cells of one arm may be split or merged at will: only their sums count.
 */
export type ComparisonCell = ComparisonKey & RunSums;
