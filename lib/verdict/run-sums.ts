import { addExact } from "@/lib/receipts/exact";
import type { RunSums } from "./comparison-cell";

export function emptyRunSums(): RunSums {
  return {
    n: 0,
    nAcc: 0,
    nRej: 0,
    nAban: 0,
    nErr: 0,
    nFirst: 0,
    nStop: 0,
    nStopAcc: 0,
    nCap: 0,
    cSum: 0,
    cSq: 0,
    cAcc: 0,
    cRaw: 0,
    hSum: 0,
    hSq: 0,
    hAcc: 0,
    chSum: 0,
    rSum: 0,
    rSq: 0,
    eSum: 0,
    eSq: 0,
    tSum: 0,
    tSq: 0,
    vSum: 0,
    vSq: 0,
    cMax: 0,
  };
}

/** Adds in place, field by field: a loop over names would be several times slower, and this is done for every cell. */
export function addRun(sums: RunSums, cell: RunSums): void {
  sums.n += cell.n;
  sums.nAcc += cell.nAcc;
  sums.nRej += cell.nRej;
  sums.nAban += cell.nAban;
  sums.nErr += cell.nErr;
  sums.nFirst += cell.nFirst;
  sums.nStop += cell.nStop;
  sums.nStopAcc += cell.nStopAcc;
  sums.nCap += cell.nCap;
  sums.cSum = addExact(sums.cSum, cell.cSum);
  sums.cSq = addExact(sums.cSq, cell.cSq);
  sums.cAcc = addExact(sums.cAcc, cell.cAcc);
  sums.cRaw = addExact(sums.cRaw, cell.cRaw);
  sums.hSum = addExact(sums.hSum, cell.hSum);
  sums.hSq = addExact(sums.hSq, cell.hSq);
  sums.hAcc = addExact(sums.hAcc, cell.hAcc);
  sums.chSum = addExact(sums.chSum, cell.chSum);
  sums.rSum = addExact(sums.rSum, cell.rSum);
  sums.rSq = addExact(sums.rSq, cell.rSq);
  sums.eSum = addExact(sums.eSum, cell.eSum);
  sums.eSq = addExact(sums.eSq, cell.eSq);
  sums.tSum = addExact(sums.tSum, cell.tSum);
  sums.tSq = addExact(sums.tSq, cell.tSq);
  sums.vSum = addExact(sums.vSum, cell.vSum);
  sums.vSq = addExact(sums.vSq, cell.vSq);
  if (cell.cMax > sums.cMax) sums.cMax = cell.cMax;
}
