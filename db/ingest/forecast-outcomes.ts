import { changedFields } from "@/lib/receipts/merge-receipt";
import { parseOutcomeLine } from "@/lib/receipts/outcomes/parse-outcome-line";
import type { FieldError } from "@/lib/receipts/parse-receipt";
import { planOutcomes } from "@/lib/receipts/plan-outcomes";
import type { Db } from "../client";
import { findRuns, type OutcomeRow } from "./find-runs";
import type { Forecast } from "./forecast-file";
import { problemsOf } from "./forecast-problems";
import { listStored } from "./list-stored";
import type { Layout, SourceRecord } from "./read-records";

/** What the first records of a file of outcomes would change, up to where something would be written. */
export async function forecastOutcomes(
  db: Db,
  projectId: string,
  { layout, first }: { layout: Layout; first: SourceRecord[] },
): Promise<Forecast> {
  const rows: OutcomeRow[] = [];
  const errors: { line: number; errors: FieldError[] }[] = [];
  for (const each of first) {
    const parsed =
      "error" in each ? { ok: false as const, errors: [each.error] } : parseOutcomeLine(each.record, layout === "csv");
    if (parsed.ok) rows.push({ line: each.line, ...parsed.line });
    else errors.push({ line: each.line, errors: parsed.errors });
  }
  const { items, refusals } = await findRuns(db.$client, projectId, rows);
  const stored = await listStored(db.$client, projectId, [...new Set(items.map(({ id }) => id))], "look");
  const plan = planOutcomes(items, stored, { now: new Date().toISOString(), pendingOnly: false });
  for (const { line, error } of [...refusals, ...plan.refusals]) errors.push({ line, errors: [error] });
  const changes = plan.changes.map(({ before, after }) => changedFields(before, after));
  return {
    outcomes: true,
    foreign: null,
    records: first.length,
    good: plan.amended + plan.duplicates,
    problems: problemsOf(errors, first),
    rows: [],
    known: stored.size,
    changed: changes.filter((fields) => fields.length > 0).length,
    fields: [...new Set(changes.flat())],
  };
}
