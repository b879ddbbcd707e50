import { expect, it } from "vitest";
import { RunTally } from "./run-tally";

const written = (id: string, isNew: boolean, isUnpriced = false) => ({ id, isNew, isUnpriced });

it("counts a run once, however many batches write it", () => {
  const tally = new RunTally();
  const first = { duplicates: 0, written: [written("a", true, true), written("b", false)], removed: [] };
  expect(tally.add(first)).toEqual({ inserted: 1, amended: 1, unpriced: 1 });
  expect(tally.add({ ...first, written: [written("a", false)] })).toEqual({ inserted: 1, amended: 1, unpriced: 0 });
  expect(tally.add({ ...first, written: [written("c", true)], removed: ["a"] })).toEqual({
    ...{ inserted: 1, amended: 1, unpriced: 0 },
  });
});
