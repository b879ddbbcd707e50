import type { ComparisonSettings } from "../comparison";

/** The settings that a project starts with, for tests. */
export const TEST_SETTINGS: ComparisonSettings = {
  lambdaUsd: null,
  hourlyRateUsd: 0,
  priceRatio: 1,
  candidates: 1,
  acceptanceMargin: 0.05,
  design: "live",
  level: 0.95,
  targetRuns: 500,
  maturityDays: 7,
  minimumDays: 7,
};
