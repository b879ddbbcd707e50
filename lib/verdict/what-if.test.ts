import { describe, expect, it } from "vitest";
import { canonicalCells } from "./comparison-cell";
import { cellOfRun } from "./testing/cells";
import { pendingAccepted, withoutErrored } from "./what-if";

describe("pendingAccepted", () => {
  it("takes pending runs as accepted, with their cost", () => {
    const cells = [cellOfRun({ status: "pending", costNano: 5n }), cellOfRun({ status: "rejected", costNano: 7n })];
    expect(pendingAccepted(cells).map(({ nAcc, cAcc, state }) => ({ nAcc, cAcc, state }))).toEqual([
      { nAcc: 1, cAcc: 5n, state: "resolved" },
      { nAcc: 0, cAcc: 0n, state: "resolved" },
    ]);
  });
});

describe("withoutErrored", () => {
  it("leaves a cell without errored runs as it is", () => {
    const cells = [cellOfRun({ status: "rejected", costNano: 7n })];
    expect(withoutErrored(cells)).toEqual(cells);
  });

  it("takes each errored run out at the average cost of the cell's runs without acceptance", () => {
    const cells = canonicalCells([
      cellOfRun({ status: "accepted", costNano: 100n }),
      cellOfRun({ status: "rejected", costNano: 30n }),
      cellOfRun({ status: "errored", costNano: 10n }),
    ]);
    const [cell] = withoutErrored(cells);
    expect(cell).toMatchObject({ n: 2, nAcc: 1, nErr: 0, cSum: 120n, cSq: 11_000n - 400n, cAcc: 100n });
  });

  it("drops a cell of nothing but errors", () => {
    expect(withoutErrored([cellOfRun({ status: "errored", costNano: 10n })])).toEqual([]);
  });
});
