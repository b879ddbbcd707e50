import type { StoredReceipt } from "../stored-receipt";
import { TEMPLATE_COLUMNS } from "./outcome-columns";

type Waiting = Pick<
  StoredReceipt,
  "id" | "taskId" | "workflow" | "step" | "startedAt" | "humanEdits" | "humanMilliMinutes" | "firstPass"
>;

/** A run that waits, in the columns of the template: its status is to be filled in, and what is known stands there. */
export function templateFields(run: Waiting): string[] {
  const known: Record<string, string | number | boolean | null> = {
    id: run.id,
    task_id: run.taskId,
    workflow: run.workflow,
    step: run.step,
    run_started: run.startedAt,
    human_edits: run.humanEdits,
    human_minutes: run.humanMilliMinutes === null ? null : run.humanMilliMinutes / 1_000,
    first_pass: run.firstPass,
  };
  return TEMPLATE_COLUMNS.map((column) => String(known[column] ?? ""));
}
