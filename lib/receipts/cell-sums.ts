import type { CellKey, CellSums } from "./cell";
import { addExact } from "./exact";

/** Columns of a cell that are counts of runs, as doubles: exact below 2^53. */
export const COUNT_FIELDS = ["n", "nAcc", "nRej", "nAban", "nErr", "nFirst", "nStop", "nStopAcc", "nCap"] as const;
/** Columns that add up exactly, however large. `cMax` is not among them. */
export const SUM_FIELDS = [
  "cSum",
  "cSq",
  "cAcc",
  "cRaw",
  "hSum",
  "hSq",
  "hAcc",
  "chSum",
  "rSum",
  "rSq",
  "eSum",
  "eSq",
  "tSum",
  "tSq",
  "vSum",
  "vSq",
  "uncachedInput",
  "cacheRead",
  "cacheWrite",
  "output",
  "reasoning",
  "toolErrors",
] as const;
export const KEY_FIELDS = [
  "day",
  "workflow",
  "step",
  "model",
  "effort",
  "serviceTier",
  "lane",
  "harness",
  "assign",
  "policyVersion",
  "state",
  "unknown",
] as const satisfies readonly (keyof CellKey)[];

/** Cells with the same key have the same text, and texts sort as one fixed order of cells. */
export function keyText(key: CellKey): string {
  return KEY_FIELDS.map((field) => key[field]).join("\u0001");
}

export function emptySums(): CellSums {
  const sums = { cMax: 0 } as CellSums;
  for (const field of COUNT_FIELDS) sums[field] = 0;
  for (const field of SUM_FIELDS) sums[field] = 0;
  return sums;
}

/** Adds in place. The identity is `emptySums()`; `cMax` merges by max. */
export function addSums(target: CellSums, sums: CellSums): void {
  for (const field of COUNT_FIELDS) target[field] += sums[field];
  for (const field of SUM_FIELDS) target[field] = addExact(target[field], sums[field]);
  if (sums.cMax > target.cMax) target.cMax = sums.cMax;
}
