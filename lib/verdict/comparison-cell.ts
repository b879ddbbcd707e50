import type { CellSums } from "@/lib/receipts/cell";
import { addSums, emptySums } from "@/lib/receipts/cell-sums";

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
export type ComparisonCell = ComparisonKey & CellSums;

const SEPARATOR = "\u0001";

function keyText(cell: ComparisonKey): string {
  const { workflow, step, cluster, day, state, unknown, assign, policyVersion } = cell;
  return [workflow, step, cluster, day, state, unknown, assign, policyVersion].join(SEPARATOR);
}

/**
 * The same sums with one cell per key, in the order of keys, empty cells left out: whatever way an arm was cut into
 * cells, what is computed from them is the same to the last digit.
 */
export function canonicalCells(cells: readonly ComparisonCell[]): ComparisonCell[] {
  const merged = new Map<string, ComparisonCell>();
  for (const cell of cells) {
    const key = keyText(cell);
    let target = merged.get(key);
    if (!target) {
      const { workflow, step, cluster, day, state, unknown, assign, policyVersion } = cell;
      target = { workflow, step, cluster, day, state, unknown, assign, policyVersion, ...emptySums() };
      merged.set(key, target);
    }
    addSums(target, cell);
  }
  return [...merged]
    .filter(([, cell]) => cell.n > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, cell]) => cell);
}

/** Cells in which every field of `needed` (bits of `UNKNOWN`) is known. */
export function knownCells(cells: readonly ComparisonCell[], needed: number): ComparisonCell[] {
  return needed === 0 ? [...cells] : cells.filter((cell) => (cell.unknown & needed) === 0);
}

export function countRuns(cells: readonly ComparisonCell[]): number {
  return cells.reduce((runs, cell) => runs + cell.n, 0);
}
