import { addSums } from "@/lib/receipts/cell-sums";
import { type CompareInput, compareArms } from "@/lib/verdict/compare-arms";
import { cellOfRun } from "@/lib/verdict/testing/cells";
import { TEST_SETTINGS } from "@/lib/verdict/testing/settings";
import type { Result } from "./bench";

const STEPS = 50;
const DAYS = 365;
const RUNS_PER_CELL = 5;
const WARM_UP = 30;
const MEASURED = 100;
const TARGET_MS = 20;
const FIRST_DAY = Date.UTC(2025, 10, 1);
const DAY_MS = 86_400_000;

/** CPU time of a whole comparison of two arms over 50 steps × 365 days of cells, the query left out. */
export async function comparison(): Promise<Result[]> {
  const input: CompareInput = {
    baseline: "old",
    candidate: "new",
    baselineCells: armCells(100_000_000),
    candidateCells: armCells(80_000_000),
    settings: TEST_SETTINGS,
    today: "2026-12-31",
  };
  for (let i = 0; i < WARM_UP; i += 1) compareArms(input);
  const times = Array.from({ length: MEASURED }, () => {
    const before = process.cpuUsage();
    compareArms(input);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  }).sort((a, b) => a - b);
  const at = (share: number) => `${(times[Math.floor(share * (MEASURED - 1))] ?? 0).toFixed(1)} ms`;
  const cells = input.baselineCells.length + input.candidateCells.length;
  return [
    { what: "cells of both arms", measured: `${cells}`, against: `${STEPS} steps × ${DAYS} days` },
    { what: "CPU of a comparison, median", measured: at(0.5), against: `${TARGET_MS} ms` },
    { what: "… the quickest", measured: at(0), against: `${TARGET_MS} ms` },
    { what: "… nine in ten below", measured: at(0.9), against: `${TARGET_MS} ms` },
  ];
}

function armCells(nanoUsd: number): CompareInput["baselineCells"] {
  return Array.from({ length: STEPS * DAYS }, (_, place) => {
    const [step, day] = [Math.floor(place / DAYS), place % DAYS];
    const runs = Array.from({ length: RUNS_PER_CELL }, (_, i) => {
      const noise = (i * 13 + day * 7 + step) % 10;
      return cellOfRun({
        step: `step-${String(step).padStart(2, "0")}`,
        day: new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10),
        status: noise < 8 ? "accepted" : "rejected",
        costNano: BigInt(nanoUsd + noise * 7_000_000),
        milliMinutes: BigInt(i * 100),
        retries: i % 3,
        humanEdits: i % 4,
        toolCalls: i % 5,
        validationFailures: i % 2,
        firstPass: i % 2 === 0,
        stoppedEarly: noise === 0,
      });
    });
    const [first, ...others] = runs;
    if (!first) throw new Error("a cell has runs");
    for (const run of others) addSums(first, run);
    return first;
  });
}
