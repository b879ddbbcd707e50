import { nanoToUsd } from "@/lib/money";
import type { Cell, CellSums } from "@/lib/receipts/cell";
import { addSums, emptySums } from "@/lib/receipts/cell-sums";
import { addExact } from "@/lib/receipts/exact";
import { armFigures } from "./arm-figures";
import type { ArmFigures, Figure, Metric } from "./comparison";
import type { ProjectSettings } from "./settings";

/** Sums over the runs in which each is known; where none is, it is 0 beside a `known` of 0. */
export type MetricSums = {
  costUsd: number;
  inputTokens: number;
  cacheReadTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  toolCalls: number;
  retries: number;
  validationFailures: number;
  humanEdits: number;
  humanMinutes: number;
  firstPass: number;
  stoppedEarly: number;
  stoppedEarlyAccepted: number;
};

export type MetricsRow = Pick<ArmFigures, "runs" | "status" | "known"> & { sums: MetricSums } & Record<Metric, Figure>;

/** One row of `GET /api/metrics`: counts and sums as they are, and each rate with its interval. US$ and minutes. */
export function metricsRow(cells: Cell[], settings: Pick<ProjectSettings, "level" | "hourlyRateUsd">): MetricsRow {
  const total: CellSums = emptySums();
  for (const cell of cells) addSums(total, cell);
  const days = new Set(cells.map(({ day }) => day)).size;
  const { runs, status, known, figures } = armFigures(cells, days, { ...settings, priceRatio: 1 });
  const sums: MetricSums = {
    costUsd: nanoToUsd(total.cRaw),
    inputTokens: Number(addExact(addExact(total.uncachedInput, total.cacheRead), total.cacheWrite)),
    cacheReadTokens: Number(total.cacheRead),
    outputTokens: Number(addExact(total.output, total.reasoning)),
    reasoningTokens: Number(total.reasoning),
    toolCalls: Number(total.tSum),
    retries: Number(total.rSum),
    validationFailures: Number(total.vSum),
    humanEdits: Number(total.eSum),
    humanMinutes: Number(total.hSum) / 1_000,
    firstPass: total.nFirst,
    stoppedEarly: total.nStop,
    stoppedEarlyAccepted: total.nStopAcc,
  };
  return { runs, status, known, sums, ...figures };
}
