import { piecesOf } from "@/lib/receipts/formats/pieces-of";
import { mergeParts, type PartItem } from "@/lib/receipts/formats/plan-parts";
import { runOf } from "@/lib/receipts/formats/run-of";
import type { ReadRecord, RunPart } from "@/lib/receipts/formats/source-format";
import type { FieldError } from "@/lib/receipts/parse-receipt";
import type { Db } from "../client";
import type { Forecast } from "./forecast-file";
import { problemsOf } from "./forecast-problems";
import type { LeftOut } from "./ingest-stream";
import { listStored } from "./list-stored";
import type { SourceRecord } from "./read-records";

const ROWS = 4;

/** The runs that the first records of a foreign format are parts of, as far as these records tell. */
export async function forecastParts(
  db: Db,
  projectId: string,
  read: (record: unknown) => ReadRecord,
  first: SourceRecord[],
): Promise<Forecast> {
  const items: PartItem[] = [];
  const leftOut = new Map<string, number>();
  const errors: { line: number; errors: FieldError[] }[] = [];
  for (const each of first) {
    const found = "error" in each ? { errors: [each.error] } : read(each.record);
    for (const part of piecesOf(found)) items.push({ line: each.line, part });
    if ("leftOut" in found) leftOut.set(found.leftOut, (leftOut.get(found.leftOut) ?? 0) + 1);
    if ("errors" in found) errors.push({ line: each.line, errors: found.errors });
  }
  const parts = [...mergeParts(items, "", new Map()).changed.values()];
  const runs = receiptsOf(parts);
  const stored = await listStored(
    db.$client,
    projectId,
    runs.map(({ id }) => id),
    "look",
  );
  return {
    outcomes: false,
    foreign: {
      runs: runs.length,
      calls: runs.reduce((sum, { attempts }) => sum + (attempts?.length ?? 0), 0),
      leftOut: sorted(leftOut),
    },
    records: first.length,
    good: first.length - errors.length,
    problems: problemsOf(errors, first),
    rows: runs.slice(0, ROWS).map(({ startedAt, workflow, step, model, effort, status }) => ({
      ...{ startedAt, workflow, step, model, effort, status },
    })),
    known: stored.size,
    changed: 0,
    fields: [],
  };
}

/** Most first. */
export function sorted(leftOut: ReadonlyMap<string, number>): LeftOut[] {
  return [...leftOut].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}

function receiptsOf(parts: readonly RunPart[]) {
  const runs = new Map<string, RunPart[]>();
  for (const part of parts) runs.set(part.runId, [...(runs.get(part.runId) ?? []), part]);
  return [...runs].flatMap(([id, own]) => runOf(id, own) ?? []);
}
