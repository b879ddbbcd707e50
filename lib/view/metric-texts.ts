import { formatMean, formatMeanChange, formatPoints, formatRate, formatUsd, formatUsdChange } from "@/lib/format";
import type { Metric } from "@/lib/verdict/comparison";

export type MetricText = {
  label: string;
  /** Whether more of it is better for who pays: 1, worse: −1, or neither: 0. */
  direction: 1 | -1 | 0;
  value: (value: number) => string;
  difference: (difference: number) => string;
};

const rate = (label: string, direction: MetricText["direction"]): MetricText => ({
  label,
  direction,
  value: formatRate,
  difference: formatPoints,
});
const mean = (label: string): MetricText => ({
  label,
  direction: -1,
  value: formatMean,
  difference: formatMeanChange,
});
const money = (label: string): MetricText => ({ label, direction: -1, value: formatUsd, difference: formatUsdChange });

/** How each metric is named and written, wherever it stands. */
export const METRIC_TEXTS: Record<Metric, MetricText> = {
  acceptanceRate: rate("Accepted", 1),
  firstPassRate: rate("First-pass review rate", 1),
  retriesPerRun: mean("Retries per run"),
  humanEditsPerRun: mean("Human edits per run"),
  humanMinutesPerRun: mean("Human minutes per run"),
  toolCallsPerRun: mean("Tool calls per run"),
  validationFailuresPerRun: mean("Validation failures per run"),
  stoppedEarlyAcceptedRate: rate("Stopped early, accepted", 0),
  stoppedEarlyNotAcceptedRate: rate("Stopped early, not accepted", -1),
  erroredRate: rate("Errored", -1),
  costPerRunUsd: money("Cost per run"),
  costPerAcceptedUsd: money("Cost per accepted artifact"),
  loadedCostPerAcceptedUsd: money("… with human time"),
};
