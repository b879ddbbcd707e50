import type { RunSums } from "./comparison-cell";

/** Sums that are linear in runs: what the variance by cluster is made of. */
export type LinearField =
  | "n"
  | "nAcc"
  | "nFirst"
  | "nStop"
  | "nStopAcc"
  | "nErr"
  | "cSum"
  | "hSum"
  | "rSum"
  | "eSum"
  | "tSum"
  | "vSum";

/** The linear sums of many groups by cluster, each group's rows behind one another in the order of clusters. */
export type RowTable = {
  /** Place of each row's cluster and start day among those of the whole comparison. */
  cluster: Int32Array;
  day: Int32Array;
  /** Doubles: they only enter a variance. */
  columns: Record<LinearField, Float64Array>;
};

/** A table with room for this many rows. */
export function rowTable(length: number): RowTable {
  const column = () => new Float64Array(length);
  return {
    cluster: new Int32Array(length),
    day: new Int32Array(length),
    columns: {
      n: column(),
      nAcc: column(),
      nFirst: column(),
      nStop: column(),
      nStopAcc: column(),
      nErr: column(),
      cSum: column(),
      hSum: column(),
      rSum: column(),
      eSum: column(),
      tSum: column(),
      vSum: column(),
    },
  };
}

/** Adds a cell to a row. Written out: a loop over names would be several times slower, and this is done for every cell. */
export function addRow(columns: RowTable["columns"], row: number, cell: RunSums): void {
  columns.n[row] = (columns.n[row] ?? 0) + cell.n;
  columns.nAcc[row] = (columns.nAcc[row] ?? 0) + cell.nAcc;
  columns.nFirst[row] = (columns.nFirst[row] ?? 0) + cell.nFirst;
  columns.nStop[row] = (columns.nStop[row] ?? 0) + cell.nStop;
  columns.nStopAcc[row] = (columns.nStopAcc[row] ?? 0) + cell.nStopAcc;
  columns.nErr[row] = (columns.nErr[row] ?? 0) + cell.nErr;
  columns.cSum[row] = (columns.cSum[row] ?? 0) + Number(cell.cSum);
  columns.hSum[row] = (columns.hSum[row] ?? 0) + Number(cell.hSum);
  columns.rSum[row] = (columns.rSum[row] ?? 0) + Number(cell.rSum);
  columns.eSum[row] = (columns.eSum[row] ?? 0) + Number(cell.eSum);
  columns.tSum[row] = (columns.tSum[row] ?? 0) + Number(cell.tSum);
  columns.vSum[row] = (columns.vSum[row] ?? 0) + Number(cell.vSum);
}
