import { guessMapping } from "../guess-mapping";
import { LABEL } from "../mapping";
import { STATUSES } from "../receipt";

/** What an outcomes file says of a run, by the names of the contract. */
export const OUTCOME_FIELDS = [
  "status",
  "human_edits",
  "human_minutes",
  "first_pass",
  "retries",
  "validation_failures",
  "stopped_early",
  "stop_reason",
];
/** What names the run, and what must be so of it where it is given. */
export const RUN_FIELDS = ["id", "task_id", "workflow", "step", "model", "effort"];
/** For whoever fills the file in; not read. */
const FOR_READERS = ["run_started"];

/** Columns of a file of runs that wait, to be filled in and uploaded. No model: who reviews need not know it. */
export const TEMPLATE_COLUMNS = ["id", "task_id", "workflow", "step", "run_started", ...OUTCOME_FIELDS.slice(0, 4)];

/**
 * Whether records are outcomes of runs that are known, rather than runs: they name a run and say what became of it,
 * and have no time at which it began. A file that names a model too is one if it has no column beside ours; one whose
 * statuses are mostly not ours is somebody's log, and needs a mapping.
 */
export function areOutcomes(sample: Record<string, unknown>[]): boolean {
  const names = [...new Set(sample.flatMap((record) => Object.keys(record)))];
  const isOutcome = (name: string) => OUTCOME_FIELDS.includes(name) || name === "labels" || LABEL.test(name);
  if (!names.some((name) => name === "id" || name === "task_id") || !names.some(isOutcome)) return false;
  const { missing } = guessMapping(sample);
  if (!missing.includes("started_at")) return false;
  const statuses = sample.flatMap(({ status }) => (status === null || status === undefined ? [] : [status]));
  const known = statuses.filter((status) => STATUSES.some((each) => each === String(status).trim().toLowerCase()));
  if (known.length * 2 < statuses.length) return false;
  const ours = (name: string) => isOutcome(name) || RUN_FIELDS.includes(name) || FOR_READERS.includes(name);
  return missing.includes("model") || names.every(ours);
}
