import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Halves, randomHalves, type UnitSums } from "./random-halves";
import { randomWords } from "./random-words";

describe("randomWords", () => {
  it("sets each bit half the time", () => {
    const next = randomWords(1);
    const set = new Array<number>(32).fill(0);
    for (let n = 0; n < 40_000; n += 1) {
      const word = next();
      for (let bit = 0; bit < 32; bit += 1) set[bit] = (set[bit] ?? 0) + ((word >>> bit) & 1);
    }
    // Five standard errors of a share of ½ in 40,000.
    for (const count of set) expect(Math.abs(count / 40_000 - 0.5)).toBeLessThan(0.0125);
  });

  it("tells near seeds apart, and repeats one", () => {
    const words = (seed: number) => Array.from({ length: 8 }, randomWords(seed));
    expect(words(5)).toEqual(words(5));
    expect(new Set([0, 1, 2, 3].flatMap(words)).size).toBe(32);
  });
});

const row: fc.Arbitrary<UnitSums> = fc
  .record({
    unit: fc.integer({ min: 1, max: 60 }).map((n) => `task ${n}`),
    step: fc.constantFrom("a", "b", "c"),
    runs: fc.integer({ min: 1, max: 5 }),
    share: fc.integer({ min: 0, max: 5 }),
    costNanoUsd: fc.integer({ min: 0, max: 10_000_000_000 }),
  })
  .map(({ unit, step, runs, share, costNanoUsd }) => {
    const accepted = Math.min(runs, share);
    return { unit, step, runs, accepted, priced: runs, pricedAccepted: accepted, costNanoUsd };
  });
const sums = fc.uniqueArray(row, { selector: ({ unit, step }) => `${unit} ${step}`, maxLength: 120 });

const all = (of: readonly UnitSums[], seed: number): Halves[] => [...randomHalves(of, { seed, splits: 7 }).splits];

describe("randomHalves", () => {
  it("gives every run to one half, and none to both", () => {
    fc.assert(
      fc.property(sums, fc.integer(), (rows, seed) => {
        for (const halves of all(rows, seed)) {
          for (const field of ["runs", "accepted", "costNanoUsd"] as const) {
            const total = halves.reduce((sum, { first, second }) => sum + first[field] + second[field], 0);
            expect(total).toBe(rows.reduce((sum, each) => sum + each[field], 0));
          }
        }
      }),
    );
  });

  it("is the same for a seed, whatever the order of the rows", () => {
    fc.assert(
      fc.property(
        sums.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        fc.integer(),
        ([rows, shuffled], seed) => {
          expect(all(shuffled, seed)).toEqual(all(rows, seed));
        },
      ),
    );
  });

  it("favours neither half: differences lie around 0, as often above as below", () => {
    const rows = Array.from({ length: 101 }, (_, n) => {
      const accepted = Number(n % 3 > 0);
      return {
        unit: `run ${n}`,
        step: "s",
        runs: 1,
        accepted,
        priced: 1,
        pricedAccepted: accepted,
        costNanoUsd: n * n,
      };
    });
    const perRun = ({ costNanoUsd, runs }: Halves[number]["first"]) => costNanoUsd / runs;
    const differences = [...randomHalves(rows, { seed: 3, splits: 4_000 }).splits].flatMap((halves) =>
      halves.map(({ first, second }) => perRun(first) - perRun(second)),
    );
    const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
    const size = Math.sqrt(differences.reduce((sum, each) => sum + each * each, 0) / differences.length);
    // Four standard errors of a mean, and of a share of ½, of 4,000.
    expect(Math.abs(mean) / size).toBeLessThan(4 / Math.sqrt(4_000));
    expect(Math.abs(differences.filter((each) => each > 0).length / 4_000 - 0.5)).toBeLessThan(2 / Math.sqrt(4_000));
  });

  it("keeps the steps of a unit together", () => {
    const ofUnit = (unit: string, step: string): UnitSums => ({
      unit,
      step,
      runs: 1,
      accepted: 0,
      priced: 0,
      pricedAccepted: 0,
      costNanoUsd: 0,
    });
    const rows = Array.from({ length: 50 }, (_, n) => ["a", "b"].map((step) => ofUnit(`task ${n}`, step))).flat();
    for (const [a, b] of all(rows, 3)) expect(a?.first.runs).toBe(b?.first.runs);
  });
});
