import type postgres from "postgres";
import type { OutcomeLine } from "@/lib/receipts/outcomes/parse-outcome-line";
import { type RunGroup, resolveRun } from "@/lib/receipts/outcomes/resolve-run";
import type { OutcomeItem, OutcomeRefusal } from "@/lib/receipts/plan-outcomes";

/** An outcome, and where it stood in its file. */
export type OutcomeRow = OutcomeLine & { line: number };
export type FoundRuns = { items: OutcomeItem[]; refusals: OutcomeRefusal[] };

/** The runs that lines of outcomes are about. Of a task only groups are read, so that one with many runs costs little. */
export async function findRuns(
  sql: postgres.Sql | postgres.TransactionSql,
  projectId: string,
  rows: OutcomeRow[],
): Promise<FoundRuns> {
  const ids = [...new Set(rows.flatMap(({ run }) => run.id ?? []))];
  const tasks = [...new Set(rows.flatMap(({ run }) => (run.id === null && run.taskId !== null ? [run.taskId] : [])))];
  const named = await sql<RunGroup[]>`
    select id, 1 as runs, task_id as "taskId", workflow, step, model, effort from receipts
    where project_id = ${projectId} and id = any(${ids}::text[])`;
  const grouped = await sql<RunGroup[]>`
    select min(id) as id, count(*)::int as runs, task_id as "taskId", workflow, step, model, effort from receipts
    where project_id = ${projectId} and task_id = any(${tasks}::text[])
    group by task_id, workflow, step, model, effort`;
  const byId = new Map(named.map((run) => [run.id, [run]]));
  const byTask = new Map<string | null, RunGroup[]>();
  for (const group of grouped) byTask.set(group.taskId, [...(byTask.get(group.taskId) ?? []), group]);
  const found: FoundRuns = { items: [], refusals: [] };
  for (const { line, run, outcome } of rows) {
    const groups = run.id === null ? byTask.get(run.taskId) : byId.get(run.id);
    const resolved = resolveRun(run, groups ?? []);
    if (resolved.ok) found.items.push({ line, id: resolved.id, outcome });
    else found.refusals.push({ line, id: run.id, error: resolved.error });
  }
  return found;
}
