import { formatList, formatPlural } from "@/lib/format";
import type { FieldError } from "../parse-receipt";
import { RUN_NOT_FOUND } from "../plan-outcomes";
import type { RunName } from "./parse-outcome-line";

/** Runs that share all of these: of a task, or the one with an id. */
export type RunGroup = {
  taskId: string | null;
  workflow: string;
  step: string;
  model: string;
  effort: string | null;
  /** The id of one of them. */
  id: string;
  runs: number;
};

const NARROWING = ["workflow", "step", "model", "effort"] as const;
const WIRE_NAMES = { taskId: "task_id", workflow: "workflow", step: "step", model: "model", effort: "effort" } as const;

/**
 * The one run that is meant. An id names it, and whatever else is given must agree, so that a spreadsheet of which one
 * column was sorted gives no outcome to another run. A task names it if it has one run, or one that is left when
 * workflow, step, model and effort narrow it down: several are never chosen from.
 *
 * @param groups of the same id, or else of the same task.
 */
export function resolveRun(
  name: RunName,
  groups: readonly RunGroup[],
): { ok: true; id: string } | { ok: false; error: FieldError } {
  const [first] = groups;
  if (name.id !== null) {
    if (!first) return { ok: false, error: RUN_NOT_FOUND };
    const other = (["taskId", ...NARROWING] as const).find((field) => !agrees(name, first, field));
    return other ? disagreement(WIRE_NAMES[other], first[other] ?? null) : { ok: true, id: first.id };
  }
  if (!first) return taskProblem("not_found", "is no task of a run of this project");
  const left = groups.filter((group) => NARROWING.every((field) => agrees(name, group, field)));
  const runs = left.reduce((sum, group) => sum + group.runs, 0);
  const [only] = left;
  if (only && runs === 1) return { ok: true, id: only.id };
  const given = NARROWING.filter((field) => name[field] !== null);
  if (runs === 0) {
    const all = groups.reduce((sum, group) => sum + group.runs, 0);
    return taskProblem("not_found", `has ${formatPlural(all, "run")}, none of this ${formatList([...given], "and")}`);
  }
  const more = NARROWING.filter((field) => new Set(left.map((group) => group[field])).size > 1);
  const narrow = more.length > 0 ? `, or narrow it down by ${formatList([...more], "or")}` : "";
  const where = given.length > 0 ? ` of this ${formatList([...given], "and")}` : "";
  return taskProblem("ambiguous", `has ${formatPlural(runs, "run")}${where}: say which one by its id${narrow}`);
}

function agrees(name: RunName, run: RunGroup, field: keyof typeof WIRE_NAMES): boolean {
  const given = name[field];
  return given === null || given === (run[field] ?? (field === "effort" ? "unset" : null));
}

function disagreement(field: string, stored: string | null): { ok: false; error: FieldError } {
  const message = stored === null ? "is not known of the run with this id" : `is “${stored}” in the run with this id`;
  return { ok: false, error: { pointer: `/${field}`, code: "other_run", message } };
}

function taskProblem(code: string, message: string): { ok: false; error: FieldError } {
  return { ok: false, error: { pointer: "/task_id", code, message } };
}
