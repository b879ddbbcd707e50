import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Counts, countsLine, playwrightCounts, sum, vitestCounts } from "./counts";

const folder = mkdtempSync(join(tmpdir(), "payoff-counts-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

function file(status: string, ...statuses: string[]) {
  return { status, assertionResults: statuses.map((each) => ({ status: each })) };
}

const vitest: [string, unknown[], number, Counts][] = [
  ["all pass", [file("passed", "passed", "passed")], 0, { passed: 2, failed: 0, skipped: 0 }],
  [
    "every kind",
    [file("failed", "passed", "failed", "skipped"), file("passed", "todo", "pending")],
    1,
    { passed: 1, failed: 1, skipped: 3 },
  ],
  ["a file that does not load", [file("failed"), file("passed", "passed")], 1, { passed: 1, failed: 1, skipped: 0 }],
  ["an error outside of all tests", [file("passed", "passed")], 1, { passed: 1, failed: 1, skipped: 0 }],
  ["no test at all", [], 1, { passed: 0, failed: 1, skipped: 0 }],
];
test.each(vitest)("vitest: %s", (_what, testResults, exitCode, counts) => {
  expect(vitestCounts(report({ testResults }), exitCode)).toEqual(counts);
});

const playwright: [string, Record<string, number>, number, Counts][] = [
  ["all pass", { expected: 3, skipped: 1, unexpected: 0, flaky: 0 }, 0, { passed: 3, failed: 0, skipped: 1 }],
  ["flaky is failed", { expected: 3, skipped: 0, unexpected: 1, flaky: 1 }, 1, { passed: 3, failed: 2, skipped: 0 }],
  [
    "the server did not start",
    { expected: 0, skipped: 0, unexpected: 0, flaky: 0 },
    1,
    { passed: 0, failed: 1, skipped: 0 },
  ],
];
test.each(playwright)("Playwright: %s", (_what, stats, exitCode, counts) => {
  expect(playwrightCounts(report({ stats }), exitCode)).toEqual(counts);
});

test("without a report something has failed", () => {
  expect(vitestCounts(join(folder, "none.json"), 0).failed).toBe(1);
  expect(playwrightCounts(join(folder, "none.json"), 0).failed).toBe(1);
});

test("the last line", () => {
  const parts = [
    { passed: 400, failed: 0, skipped: 2 },
    { passed: 30, failed: 1, skipped: 0 },
  ];
  expect(countsLine(sum(parts))).toBe("430 passed, 1 failed, 2 skipped");
});
