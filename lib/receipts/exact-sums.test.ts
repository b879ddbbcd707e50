import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptySums } from "./cell-sums";
import { exact } from "./exact";
import { ExactSums } from "./exact-sums";
import type { StoredReceipt } from "./stored-receipt";

type Fields = Pick<
  StoredReceipt,
  "status" | "costNanoUsd" | "humanMilliMinutes" | "retries" | "humanEdits" | "toolCalls"
>;

function receipt(fields: Fields): StoredReceipt {
  const tokens = { uncachedInput: 10_000_000_000, cacheRead: null, cacheWrite: 1, output: 5, reasoning: null };
  const rest = { validationFailures: null, toolErrors: 3, firstPass: null, stoppedEarly: true };
  return { ...fields, ...rest, tokens } as unknown as StoredReceipt;
}

const fields: fc.Arbitrary<Fields> = fc.record({
  status: fc.constantFrom("accepted", "rejected", "abandoned", "errored", "pending"),
  costNanoUsd: fc.option(
    fc.oneof(
      fc.nat(1_000_000_000),
      fc.maxSafeNat().map((n) => n % 1_000_000_000_000_000),
    ),
  ),
  humanMilliMinutes: fc.option(fc.nat(1_000_000_000)),
  retries: fc.option(fc.nat(100_000)),
  humanEdits: fc.option(fc.nat(100_000)),
  toolCalls: fc.option(fc.nat(100_000)),
});

const caps: fc.Arbitrary<number | null> = fc.option(fc.integer({ min: 1, max: 2_000_000_000 }));

describe("ExactSums", () => {
  it("adds up as big integers do, whatever the sizes and however many", () => {
    fc.assert(
      fc.property(
        fc.array(fields, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 600 }),
        caps,
        (runs, times, cap) => {
          const sums = new ExactSums();
          for (let time = 0; time < times; time += 1) for (const run of runs) sums.add(receipt(run), 1, cap);
          const big = (of: (run: Fields) => bigint) => runs.reduce((sum, run) => sum + of(run), 0n) * BigInt(times);
          const spent = (run: Fields) => BigInt(run.costNanoUsd ?? 0);
          const isCapped = (run: Fields) => cap !== null && (run.costNanoUsd ?? 0) > cap;
          const cost = (run: Fields) => (isCapped(run) ? BigInt(cap ?? 0) : spent(run));
          const minutes = (run: Fields) => BigInt(run.humanMilliMinutes ?? 0);
          const result = sums.sums();
          expect(result.n).toBe(runs.length * times);
          expect(result.cSum).toBe(exact(big(cost)));
          expect(result.cRaw).toBe(exact(big(spent)));
          expect(result.nCap).toBe(runs.filter(isCapped).length * times);
          expect(result.cSq).toBe(exact(big((run) => cost(run) ** 2n)));
          expect(result.cAcc).toBe(exact(big((run) => (run.status === "accepted" ? cost(run) : 0n))));
          expect(result.hSq).toBe(exact(big((run) => minutes(run) ** 2n)));
          expect(result.chSum).toBe(exact(big((run) => cost(run) * minutes(run))));
          expect(result.eSq).toBe(exact(big((run) => BigInt(run.humanEdits ?? 0) ** 2n)));
          expect(result.uncachedInput).toBe(10_000_000_000 * runs.length * times);
          expect(result.cMax).toBe(Math.max(...runs.map((run) => run.costNanoUsd ?? 0)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("takes away what was added", () => {
    fc.assert(
      fc.property(fc.array(fields), caps, (runs, cap) => {
        const sums = new ExactSums();
        for (const run of runs) sums.add(receipt(run), 1, cap);
        for (const run of [...runs].reverse()) sums.add(receipt(run), -1, cap);
        expect({ ...sums.sums(), cMax: 0 }).toEqual(emptySums());
        expect(sums.maxRemoved).toBe(Math.max(0, ...runs.map((run) => run.costNanoUsd ?? 0)));
      }),
    );
  });
});
