import type { ComparisonCell } from "./comparison-cell";

/** The same cells under another assumption, to see whether a verdict hangs on it. */

/** Every pending run taken as accepted. */
export function pendingAccepted(cells: readonly ComparisonCell[]): ComparisonCell[] {
  return cells.map((cell) =>
    cell.state === "pending" ? { ...cell, state: "resolved", nAcc: cell.n, cAcc: cell.cSum, hAcc: cell.hSum } : cell,
  );
}

/**
 * Errored runs left out. Cells do not keep the cost of errored runs apart, so each is taken to have cost (and taken
 * minutes) as the cell's runs without acceptance did on average; what varies among the others stays.
 */
export function withoutErrored(cells: readonly ComparisonCell[]): ComparisonCell[] {
  return cells
    .map((cell) => {
      if (cell.nErr === 0) return cell;
      const gone = BigInt(cell.nErr);
      const unaccepted = BigInt(cell.n - cell.nAcc);
      const cost = (cell.cSum - cell.cAcc) / unaccepted;
      const minutes = (cell.hSum - cell.hAcc) / unaccepted;
      return {
        ...cell,
        n: cell.n - cell.nErr,
        nErr: 0,
        cSum: cell.cSum - gone * cost,
        cSq: cell.cSq - gone * cost * cost,
        hSum: cell.hSum - gone * minutes,
        hSq: cell.hSq - gone * minutes * minutes,
        chSum: cell.chSum - gone * cost * minutes,
      };
    })
    .filter(({ n }) => n > 0);
}
