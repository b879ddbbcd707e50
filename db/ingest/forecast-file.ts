import type { Mapping } from "@/lib/receipts/mapping";
import { changedFields } from "@/lib/receipts/merge-receipt";
import { type FieldError, parseReceipt } from "@/lib/receipts/parse-receipt";
import { type BatchItem, conflictError, planBatch } from "@/lib/receipts/plan-batch";
import type { Receipt } from "@/lib/receipts/receipt";
import { dayIn } from "@/lib/time";
import type { Db } from "../client";
import { createPriceBookReader } from "../pricing/price-book-reader";
import { createReader } from "./create-reader";
import { listStored } from "./list-stored";
import { type FileHead, readHead } from "./read-head";

/** One thing that keeps records from becoming receipts. */
export type ForecastProblem = FieldError & {
  /** How many of the records it keeps. */
  records: number;
  /** The first of them: the how-manieth record of the file, and where it stands there. */
  first: { record: number; line: number };
};

/** What would become of the first records of a file if it were sent as it is. */
export type Forecast = {
  records: number;
  /** Those that become receipts. */
  good: number;
  problems: ForecastProblem[];
  /** The first receipts. */
  rows: Pick<Receipt, "startedAt" | "workflow" | "step" | "model" | "effort" | "status">[];
  /** Runs among them that are stored already, those of these that would be changed, and in which fields. */
  known: number;
  changed: number;
  fields: string[];
};

const ROWS = 4;
const PROBLEMS = 20;

/**
 * Reads the beginning of a file as its upload would, up to where something would be written.
 *
 * @throws FileError in words if it is nothing that can be read, or needs a mapping.
 */
export async function forecastFile(
  db: Db,
  project: { id: string; timeZone: string },
  head: FileHead,
  mapping: Mapping | null,
): Promise<Forecast> {
  const { layout, first } = await readHead(head);
  async function* records() {
    yield first;
  }
  const { toWire } = await createReader({ format: "auto", mapping }, layout, records());
  const items: BatchItem[] = [];
  const errors: { line: number; errors: FieldError[] }[] = [];
  for (const each of first) {
    const parsed = "error" in each ? { ok: false as const, errors: [each.error] } : parseReceipt(toWire(each.record));
    if (parsed.ok) items.push({ line: each.line, receipt: parsed.receipt });
    else errors.push({ line: each.line, errors: parsed.errors });
  }
  const stored = await listStored(db.$client, project.id, [...new Set(items.map((item) => item.receipt.id))], "look");
  const { price, compareAs } = await createPriceBookReader(project.id)(db.$client);
  const plan = planBatch(items, stored, {
    uploadId: null,
    now: new Date().toISOString(),
    dayOf: dayIn(project.timeZone),
    ...{ price, compareAs },
  });
  const conflicting = new Set(plan.conflicts.map(({ line }) => line));
  const good = items.filter(({ line }) => !conflicting.has(line));
  for (const conflict of plan.conflicts) errors.push({ line: conflict.line, errors: [conflictError(conflict)] });
  const changes = plan.changes.flatMap(({ before, after }) => (before ? [changedFields(before, after)] : []));
  return {
    records: first.length,
    good: good.length,
    problems: problemsOf(errors, new Map(first.map(({ line }, index) => [line, index + 1]))),
    rows: good.slice(0, ROWS).map(({ receipt: { startedAt, workflow, step, model, effort, status } }) => ({
      ...{ startedAt, workflow, step, model, effort, status },
    })),
    known: stored.size,
    changed: changes.length,
    fields: [...new Set(changes.flat())],
  };
}

/** The same error of many records is one problem; in the order of the file. */
function problemsOf(bad: { line: number; errors: FieldError[] }[], recordOf: Map<number, number>): ForecastProblem[] {
  const problems = new Map<string, ForecastProblem>();
  for (const { line, errors } of bad.sort((a, b) => a.line - b.line)) {
    for (const error of errors) {
      const key = `${error.pointer} ${error.message}`;
      const known = problems.get(key);
      if (known) known.records += 1;
      else problems.set(key, { ...error, records: 1, first: { record: recordOf.get(line) ?? line, line } });
    }
  }
  return [...problems.values()].slice(0, PROBLEMS);
}
