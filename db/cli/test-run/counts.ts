import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

/** How a part of the test run went. A check or a build is one thing that can fail, and no test that passes. */
export type Counts = { passed: number; failed: number; skipped: number };

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };
export const ONE_FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

const vitestReport = z.object({
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), skipped: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** From vitest's JSON report. A file that could not even be loaded is one failure. */
export function vitestCounts(reportFile: string, exitCode: number): Counts {
  const report = read(reportFile, vitestReport);
  if (!report) return ONE_FAILED;
  const statuses = report.testResults.flatMap((file) => file.assertionResults.map((test) => test.status));
  const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const passed = statuses.filter((status) => status === "passed").length;
  const failed = statuses.filter((status) => status === "failed").length;
  return atLeastOneFailed(exitCode, {
    passed,
    failed: failed + unloaded.length,
    skipped: statuses.length - passed - failed,
  });
}

/** From Playwright's JSON report. A flaky test has failed. */
export function playwrightCounts(reportFile: string, exitCode: number): Counts {
  const report = read(reportFile, playwrightReport);
  if (!report) return ONE_FAILED;
  const { expected, skipped, unexpected, flaky } = report.stats;
  return atLeastOneFailed(exitCode, { passed: expected, failed: unexpected + flaky, skipped });
}

export function sum(parts: Counts[]): Counts {
  return parts.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
    }),
    NONE,
  );
}

/** The plain line with which a test run ends. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A run that says it failed has failed, though no single test did: an error outside of all tests, no test at all. */
function atLeastOneFailed(exitCode: number, counts: Counts): Counts {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function read<T>(file: string, schema: z.ZodType<T>): T | null {
  // A run that breaks off early writes no report.
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, "utf8"))) : null;
}
