import { planParts } from "@/lib/receipts/formats/plan-parts";
import { lockCostCaps } from "../cells/cost-cap-lock";
import type { Db } from "../client";
import { listParts, lockParts } from "../ingest/list-parts";
import { listStored } from "../ingest/list-stored";
import { removeReceipts } from "../ingest/remove-receipts";
import { inTransaction, writeChanges } from "../ingest/write-batch";
import { createPriceBookReader } from "../pricing/price-book-reader";
import type { UndoTarget } from "./undo-upload";
import { withoutPlace } from "./without-place";

type Context = { dayOf: (instant: string) => string; author: string | null };

const RUNS_AT_A_TIME = 100;

/**
 * Takes an upload out of the next of the runs that it brought parts of; false if none is left. Parts that nobody else
 * brought are removed and their runs are what the others make of them: a run without any is removed, whatever people
 * said of it meanwhile. Whole runs at a time, so that each is counted once.
 *
 * A part that somebody else brought as well stays as it is, with what the upload said more of it, and in the run that
 * it went to: only the fuller content is kept, not who brought which.
 */
export async function takeOutParts(db: Db, { projectId, uploadId }: UndoTarget, context: Context): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const capOf = await lockCostCaps(tx, projectId);
    const { price, compareAs } = await createPriceBookReader(projectId)(tx);
    await lockParts(tx, projectId);
    const rows = await tx<{ run_id: string }[]>`
      select distinct run_id from run_parts
      where project_id = ${projectId} and upload_ids @> array[${uploadId}::text]
      order by run_id limit ${RUNS_AT_A_TIME}`;
    const runIds = rows.map((row) => row.run_id);
    if (runIds.length === 0) return false;
    const before = [...(await listParts(tx, projectId, { runIds })).values()];
    await tx`delete from run_parts
      where project_id = ${projectId} and run_id = any(${runIds}::text[]) and upload_ids = array[${uploadId}::text]`;
    await tx`update run_parts set upload_ids = array_remove(upload_ids, ${uploadId}::text)
      where project_id = ${projectId} and run_id = any(${runIds}::text[]) and upload_ids @> array[${uploadId}::text]`;
    const left = await listParts(tx, projectId, { runIds });
    const stored = await listStored(tx, projectId, runIds, "lock");
    const runs = new Map(
      // A run whose receipt is gone already is not brought back by an undo.
      [...stored.keys()].map((id) => {
        const parts = before.filter(({ runId }) => runId === id);
        return [id, { before: parts, after: parts.filter((part) => left.has(part.id)) }];
      }),
    );
    const now = new Date().toISOString();
    const how = { projectId, uploadId: null, dayOf: context.dayOf, price, compareAs, now };
    const plan = planParts(runs, stored, new Map(), how);
    const changes = plan.changes.map(({ before: known, after }) => {
      const place = { uploadId: known?.uploadId ?? null, uploadLine: known?.uploadLine ?? null };
      return { before: known, after: withoutPlace({ ...after, ...place }, uploadId, now) };
    });
    const by = { origin: "undo" as const, author: context.author };
    await writeChanges(tx, projectId, { changes }, { capOf, now, uploadId, by });
    await removeReceipts(tx, projectId, plan.removed, capOf);
    await tx`update uploads set removed = removed + ${plan.removed.length}, put_back = put_back + ${changes.length}
      where project_id = ${projectId} and id = ${uploadId}`;
    return true;
  });
}
