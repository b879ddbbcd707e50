import type { Mapping } from "@/lib/receipts/mapping";
import { changedFields } from "@/lib/receipts/merge-receipt";
import { type FieldError, parseReceipt } from "@/lib/receipts/parse-receipt";
import { type BatchItem, conflictError, planBatch } from "@/lib/receipts/plan-batch";
import type { Receipt } from "@/lib/receipts/receipt";
import { dayIn } from "@/lib/time";
import type { Db } from "../client";
import { createPriceBookReader } from "../pricing/price-book-reader";
import { createReader } from "./create-reader";
import { forecastOutcomes } from "./forecast-outcomes";
import { forecastParts } from "./forecast-parts";
import { type ForecastProblem, problemsOf } from "./forecast-problems";
import type { LeftOut } from "./ingest-stream";
import { listStored } from "./list-stored";
import { type FileHead, readHead } from "./read-head";

/** What would become of the first records of a file if it were sent as it is. */
export type Forecast = {
  /** They are outcomes of runs that are known, and become no receipts. */
  outcomes: boolean;
  /** Where they are of a foreign format: the runs that they are parts of, calls of a model, and what is left out. */
  foreign: { runs: number; calls: number; leftOut: LeftOut[] } | null;
  records: number;
  /** Those that become receipts, or say what became of one. */
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
  startedAt: string | null = null,
): Promise<Forecast> {
  const { layout, first } = await readHead(head);
  async function* records() {
    yield first;
  }
  const { format, foreign, toWire } = await createReader(
    { format: "auto", mapping, startedAt, filename: head.filename },
    layout,
    records(),
  );
  if (foreign) return forecastParts(db, project.id, foreign.read, first);
  if (format === "outcomes") return forecastOutcomes(db, project.id, { layout, first });
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
    outcomes: false,
    foreign: null,
    records: first.length,
    good: good.length,
    problems: problemsOf(errors, first),
    rows: good.slice(0, ROWS).map(({ receipt: { startedAt, workflow, step, model, effort, status } }) => ({
      ...{ startedAt, workflow, step, model, effort, status },
    })),
    known: stored.size,
    changed: changes.length,
    fields: [...new Set(changes.flat())],
  };
}
