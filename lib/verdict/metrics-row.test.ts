import { describe, expect, it } from "vitest";
import { type CellSums, UNKNOWN } from "@/lib/receipts/cell";
import { emptySums } from "@/lib/receipts/cell-sums";
import { metricsRow } from "./metrics-row";

const ALL = Object.values(UNKNOWN).reduce((bits, bit) => bits | bit, 0);
const key = {
  ...{ day: "2026-11-02", workflow: "w", step: "s", model: "m", effort: "", serviceTier: "", lane: "", harness: "" },
  ...{ assign: "switch", policyVersion: 0, state: "resolved" as const },
};
const cell = (unknown: number, sums: Partial<CellSums>) => ({ ...key, ...emptySums(), n: 1, ...sums, unknown });
const row = (...cells: ReturnType<typeof cell>[]) => metricsRow(cells, { level: 0.95, hourlyRateUsd: 0 });

describe("metricsRow", () => {
  it("gives no sum of what no run reports", () => {
    const { runs, known, sums } = row(cell(ALL, {}), cell(ALL, {}));
    expect(runs).toBe(2);
    expect(new Set(Object.values(known))).toEqual(new Set([0]));
    expect(Object.entries(sums).filter(([, sum]) => sum !== null)).toEqual([]);
  });

  it("gives 0 where that is what runs report", () => {
    const { known, sums } = row(cell(0, {}), cell(ALL, {}));
    expect(new Set(Object.values(known))).toEqual(new Set([1]));
    const { cacheReadTokens, reasoningTokens, ...others } = sums;
    expect(new Set(Object.values(others))).toEqual(new Set([0]));
    // A reported 0 and none at all are the same in a cell.
    expect([cacheReadTokens, reasoningTokens]).toEqual([null, null]);
  });

  it("adds up what is known, in US$, minutes and the contract's tokens", () => {
    const usage = { uncachedInput: 70, cacheRead: 20, cacheWrite: 10, output: 5, reasoning: 3 };
    const { known, sums } = row(
      cell(ALL & ~UNKNOWN.usage, usage),
      cell(ALL & ~UNKNOWN.cost, { cRaw: 1_500_000_000 }),
      cell(ALL & ~UNKNOWN.humanMinutes, { hSum: 2_500 }),
      // Input alone: reported, though its usage as a whole is not.
      cell(ALL, { uncachedInput: 1_000 }),
    );
    expect([known.usage, known.costUsd, known.humanMinutes, known.retries]).toEqual([1, 1, 1, 0]);
    expect(sums).toMatchObject({ inputTokens: 1_100, cacheReadTokens: 20, outputTokens: 8, reasoningTokens: 3 });
    expect([sums.costUsd, sums.humanMinutes, sums.retries]).toEqual([1.5, 2.5, null]);
  });
});
