import type postgres from "postgres";
import { type KnownPart, takeOut } from "@/lib/receipts/formats/known-part";
import { planParts } from "@/lib/receipts/formats/plan-parts";
import { runOf } from "@/lib/receipts/formats/run-of";
import { lockCostCaps } from "../cells/cost-cap-lock";
import type { Db } from "../client";
import { listParts, lockParts } from "../ingest/list-parts";
import { listStored } from "../ingest/list-stored";
import { saveParts } from "../ingest/save-parts";
import { inTransaction } from "../ingest/write-batch";
import { writePartsPlan } from "../ingest/write-parts-plan";
import { createPriceBookReader } from "../pricing/price-book-reader";
import { returnMoved } from "./return-moved";
import type { UndoTarget } from "./undo-upload";
import { withoutPlace } from "./without-place";

type Context = { dayOf: (instant: string) => string; author: string | null };
/** The parts of each run as they were, and as they are without an upload. */
type Runs = Map<string, { before: KnownPart[]; after: KnownPart[] }>;

const RUNS_AT_A_TIME = 100;

/**
 * Takes an upload out of the next of the runs that it brought parts of; false if none is left. Parts are what the
 * others brought of them, in the run that these gave them to: what nobody else brought is removed, and a run without
 * any part too, whatever people said of it meanwhile. Whole runs at a time, so that each is counted once.
 */
export async function takeOutParts(db: Db, target: UndoTarget, context: Context): Promise<boolean> {
  const { projectId, uploadId } = target;
  return inTransaction(db, async (tx) => {
    const capOf = await lockCostCaps(tx, projectId);
    const { price, compareAs } = await createPriceBookReader(projectId)(tx);
    await lockParts(tx, projectId);
    const next = await nextRuns(tx, target);
    if (next === null) return false;
    const runs = await runsWithout(tx, target, next);
    await replaceParts(tx, target, runs);
    const stored = await listStored(tx, projectId, [...runs.keys()], "lock");
    for (const [id, { before }] of runs) {
      // A receipt that is gone in another way, by the undo of one that came whole, say, is not brought back.
      if (!stored.has(id) && runOf(id, before) !== null) runs.delete(id);
    }
    const now = new Date().toISOString();
    const how = { projectId, uploadId: null, dayOf: context.dayOf, price, compareAs, now };
    const plan = planParts(runs, stored, new Map(), how);
    plan.changes = plan.changes.map(({ before, after }) => {
      const place = { uploadId: before?.uploadId ?? null, uploadLine: before?.uploadLine ?? null };
      return { before, after: withoutPlace({ ...after, ...place }, uploadId, now) };
    });
    plan.handedOn.push(...(await returnMoved(tx, projectId, plan, stored, how)));
    const by = { origin: "undo" as const, author: context.author };
    await writePartsPlan(tx, projectId, plan, { capOf, now, uploadId, by });
    await tx`update uploads set removed = removed + ${plan.removed.length}, put_back = put_back + ${plan.changes.length}
      where project_id = ${projectId} and id = ${uploadId}`;
    return true;
  });
}

/** Runs of the last batch that is noted with parts of the upload in it; null if none is left. */
async function nextRuns(tx: postgres.TransactionSql, { projectId, uploadId }: UndoTarget): Promise<string[] | null> {
  for (;;) {
    const [note] = await tx<{ number: string; run_ids: string[] }[]>`
      select number, array(
        select distinct run_id from run_parts
        where project_id = ${projectId} and id = any(note.part_ids) and upload_ids @> array[${uploadId}::text]
        limit ${RUNS_AT_A_TIME}) as run_ids
      from upload_parts as note where project_id = ${projectId} and upload_id = ${uploadId}
      order by number desc limit 1`;
    if (!note || note.run_ids.length > 0) return note?.run_ids ?? null;
    await tx`delete from upload_parts
      where project_id = ${projectId} and upload_id = ${uploadId} and number = ${note.number}`;
  }
}

/** These runs, and those to which parts of them go back. */
async function runsWithout(
  tx: postgres.TransactionSql,
  { projectId, uploadId }: UndoTarget,
  first: string[],
): Promise<Runs> {
  const runs: Runs = new Map();
  const left: KnownPart[] = [];
  for (let more = first; more.length > 0; more = left.map(({ runId }) => runId).filter((id) => !runs.has(id))) {
    for (const id of more) runs.set(id, { before: [], after: [] });
    for (const part of (await listParts(tx, projectId, { runIds: [...new Set(more)] })).values()) {
      runs.get(part.runId)?.before.push(part);
      const without = takeOut(part, uploadId);
      if (without) left.push(without);
    }
  }
  for (const part of left) runs.get(part.runId)?.after.push(part);
  return runs;
}

async function replaceParts(tx: postgres.TransactionSql, { projectId, uploadId }: UndoTarget, runs: Runs) {
  const own = [...runs.values()].flatMap(({ before }) => before.filter(({ sources }) => sources.includes(uploadId)));
  const touched = new Set(own.map(({ id }) => id));
  const kept = [...runs.values()].flatMap(({ after }) => after.filter(({ id }) => touched.has(id)));
  const left = new Set(kept.map(({ id }) => id));
  const gone = [...touched].filter((id) => !left.has(id));
  await tx`delete from run_parts where project_id = ${projectId} and id = any(${gone}::text[])`;
  await saveParts(tx, projectId, kept);
}
