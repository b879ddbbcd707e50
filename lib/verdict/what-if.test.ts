import { describe, expect, it } from "vitest";
import { cellsByStep, type RunGroup } from "./run-groups";
import { bothArms, cellOfRun, type TestRun } from "./testing/cells";
import { pendingAccepted, supposing, withoutErrored } from "./what-if";

const groupsOf = (...runs: TestRun[]): readonly RunGroup[] => bothArms(cellsByStep([], runs.map(cellOfRun))).candidate;
/** A column of a group's own rows. */
const rowsOf = ({ rows }: RunGroup, field: keyof RunGroup["rows"]["columns"]) => [
  ...rows.columns[field].slice(rows.start, rows.end),
];

describe("pendingAccepted", () => {
  it("takes pending runs as accepted, with their cost, in all and day by day", () => {
    const groups = groupsOf(
      { status: "pending", costNano: 5n, day: "2026-11-01" },
      { status: "pending", costNano: 6n, day: "2026-11-02" },
      { status: "rejected", costNano: 7n },
    );
    const supposed = pendingAccepted(groups);
    expect(supposed.map(({ nAcc, cAcc, state }) => ({ nAcc, cAcc, state }))).toEqual([
      { nAcc: 2, cAcc: 11, state: "resolved" },
      { nAcc: 0, cAcc: 0, state: "resolved" },
    ]);
    expect(supposed.map((group) => rowsOf(group, "nAcc"))).toEqual([[1, 1], [0]]);
    expect(groups.map((group) => rowsOf(group, "nAcc"))).toEqual([[0, 0], [0]]);
  });
});

describe("withoutErrored", () => {
  it("leaves a group without errored runs as it is", () => {
    const groups = groupsOf({ status: "rejected", costNano: 7n });
    expect(withoutErrored(groups)).toEqual(groups);
  });

  it("takes each errored run out at the average cost of the runs without acceptance", () => {
    const [group] = withoutErrored(
      groupsOf(
        { status: "accepted", costNano: 100n },
        { status: "rejected", costNano: 30n },
        { status: "errored", costNano: 10n },
      ),
    );
    expect(group).toMatchObject({ n: 2, nAcc: 1, nErr: 0, cSum: 120, cSq: 11_000 - 400, cAcc: 100 });
    expect(group && [rowsOf(group, "n"), rowsOf(group, "cSum"), rowsOf(group, "nErr")]).toEqual([[2], [120], [0]]);
  });

  it("drops a group of nothing but errors", () => {
    expect(withoutErrored(groupsOf({ status: "errored", costNano: 10n }))).toEqual([]);
  });
});

describe("supposing", () => {
  it("changes the arms that it is told to", () => {
    const pending = [cellOfRun({ status: "pending" })];
    const [step] = supposing(cellsByStep(pending, pending), pendingAccepted, ["candidate"]);
    expect([step?.baseline[0]?.nAcc, step?.candidate[0]?.nAcc]).toEqual([0, 1]);
  });
});
