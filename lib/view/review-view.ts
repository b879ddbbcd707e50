import type { Filter } from "@/lib/filter";
import { formatInstant, formatUsd } from "@/lib/format";
import { nanoToUsd } from "@/lib/money";
import { armText } from "./arm-text";

/** What is known of a run that waits. */
type Pending = {
  id: string;
  startedAt: string;
  taskId: string | null;
  workflow: string;
  step: string;
  labels: Record<string, string> | null;
  retries: number | null;
  humanEdits: number | null;
  humanMilliMinutes: number | null;
  firstPass: boolean | null;
  model: string;
  effort: string | null;
  serviceTier: string | null;
  costNanoUsd: number | null;
};

/** A run that waits for a review, as a person looks for its artifact. */
export type ReviewRun = {
  id: string;
  task: string | null;
  workflow: string;
  step: string;
  started: string;
  labels: { name: string; value: string }[];
  /** What made it and for how much; null while that is hidden. */
  made: { model: string; detail: string; cost: string } | null;
  retries: number | null;
  edits: number | null;
  /** As one would type it. */
  minutes: string;
  firstPass: boolean | null;
};

/** Model and cost are left out, not only out of sight, unless they are asked for. */
export function reviewRun(run: Pending, showsModel: boolean): ReviewRun {
  const { id, workflow, step, retries, firstPass, model, costNanoUsd } = run;
  const { detail } = armText({ model, effort: run.effort ?? "", serviceTier: run.serviceTier ?? "" });
  const cost = costNanoUsd === null ? "no price known" : formatUsd(nanoToUsd(costNanoUsd));
  return {
    ...{ id, task: run.taskId, workflow, step, retries, firstPass },
    started: formatInstant(run.startedAt),
    labels: Object.entries(run.labels ?? {}).map(([name, value]) => ({ name, value })),
    made: showsModel ? { model, detail, cost } : null,
    edits: run.humanEdits,
    minutes: run.humanMilliMinutes === null ? "" : String(run.humanMilliMinutes / 1_000),
  };
}

/** `12 runs wait for a review`, counted up to `most`. */
export function waitingText(count: number, most: number): string {
  if (count >= most) return `${most.toLocaleString("en-US")} runs and more wait for a review`;
  return count === 1 ? "1 run waits for a review" : `${count.toLocaleString("en-US")} runs wait for a review`;
}

/** Whether a filter leaves anything out; a status of its own does not, where all are pending. */
export function isNarrowed(filter: Filter): boolean {
  const { from, to, status, ...fields } = filter;
  return from !== null || to !== null || status.length > 0 || Object.values(fields).some((values) => values.length > 0);
}
