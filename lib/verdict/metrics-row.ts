import { nanoToUsd } from "@/lib/money";
import type { Cell, CellSums } from "@/lib/receipts/cell";
import { addSums, emptySums } from "@/lib/receipts/cell-sums";
import { addExact, type Exact } from "@/lib/receipts/exact";
import { armFigures } from "./arm-figures";
import type { ArmFigures, Figure, Metric } from "./comparison";
import type { ProjectSettings } from "./settings";

/**
 * Sums over the runs in which each is known; null where no run reports it. `known.usage` counts the runs that give both
 * input and output tokens. Cells have no such count for cache reads and reasoning: a reported 0 and none at all are the
 * same there, and a sum of nothing is null.
 */
export type MetricSums = Record<
  | "costUsd"
  | "inputTokens"
  | "cacheReadTokens"
  | "outputTokens"
  | "reasoningTokens"
  | "toolCalls"
  | "retries"
  | "validationFailures"
  | "humanEdits"
  | "humanMinutes"
  | "firstPass"
  | "stoppedEarly"
  | "stoppedEarlyAccepted",
  number | null
>;

export type MetricsRow = Pick<ArmFigures, "runs" | "status" | "known"> & { sums: MetricSums } & Record<Metric, Figure>;

/** One row of `GET /api/metrics`: counts and sums as they are, and each rate with its interval. US$ and minutes. */
export function metricsRow(cells: Cell[], settings: Pick<ProjectSettings, "level" | "hourlyRateUsd">): MetricsRow {
  const total: CellSums = emptySums();
  for (const cell of cells) addSums(total, cell);
  const days = new Set(cells.map(({ day }) => day)).size;
  const { runs, status, known, figures } = armFigures(cells, days, { ...settings, priceRatio: 1 });
  const where = (reported: number, sum: Exact): number | null => (reported > 0 ? Number(sum) : null);
  const tokens = (sum: Exact, reported = 0): number | null => (reported > 0 || sum > 0 ? Number(sum) : null);
  const milliMinutes = where(known.humanMinutes, total.hSum);
  const sums: MetricSums = {
    costUsd: known.costUsd > 0 ? nanoToUsd(total.cRaw) : null,
    inputTokens: tokens(addExact(addExact(total.uncachedInput, total.cacheRead), total.cacheWrite), known.usage),
    cacheReadTokens: tokens(total.cacheRead),
    outputTokens: tokens(addExact(total.output, total.reasoning), known.usage),
    reasoningTokens: tokens(total.reasoning),
    toolCalls: where(known.toolCalls, total.tSum),
    retries: where(known.retries, total.rSum),
    validationFailures: where(known.validationFailures, total.vSum),
    humanEdits: where(known.humanEdits, total.eSum),
    humanMinutes: milliMinutes === null ? null : milliMinutes / 1_000,
    firstPass: where(known.firstPass, total.nFirst),
    stoppedEarly: where(known.stoppedEarly, total.nStop),
    stoppedEarlyAccepted: where(known.stoppedEarly, total.nStopAcc),
  };
  return { runs, status, known, sums, ...figures };
}
