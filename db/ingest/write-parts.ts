import type postgres from "postgres";
import { mergeParts, type PartItem, planParts } from "@/lib/receipts/formats/plan-parts";
import type { RunPart } from "@/lib/receipts/formats/source-format";
import { lockCostCaps } from "../cells/cost-cap-lock";
import type { Db } from "../client";
import { createPriceBookReader } from "../pricing/price-book-reader";
import { listParts, lockParts } from "./list-parts";
import { listStored } from "./list-stored";
import { removeReceipts } from "./remove-receipts";
import { inTransaction, type Target, writeChanges } from "./write-batch";

/** Stands among the uploads that brought a part where none did. */
const POSTED = "";

/** What became of the runs that a batch touched; another batch of the same file may touch them again. */
export type PartsResult = {
  /** Parts that said nothing new. */
  duplicates: number;
  written: WrittenRun[];
  /** Runs that are gone, all their parts being another's. */
  removed: string[];
};
export type WrittenRun = { id: string; isNew: boolean; isUnpriced: boolean };

/**
 * Writes a batch of parts of runs, and what becomes of their receipts, usage lines and cells, in one transaction.
 * Batches of parts of one project come one after the other, since a part may move its run's receipt or another's;
 * receipts that come whole do not wait for them.
 */
export async function writeParts(db: Db, target: Target, items: readonly PartItem[]): Promise<PartsResult> {
  const { projectId, uploadId } = target;
  return inTransaction(db, async (tx) => {
    const capOf = await lockCostCaps(tx, projectId);
    const { price, compareAs } = await createPriceBookReader(projectId)(tx);
    await lockParts(tx, projectId);
    const known = await listParts(tx, projectId, { ids: [...new Set(items.map(({ part }) => part.id))] });
    const { changed, duplicates } = mergeParts(items, known);
    await noteSource(tx, projectId, uploadId ?? POSTED, [...known.keys()]);
    const now = new Date().toISOString();
    const runs = await runsOf(tx, projectId, changed, known);
    await saveParts(tx, projectId, uploadId ?? POSTED, [...changed.values()]);
    const stored = await listStored(tx, projectId, [...runs.keys()], "lock");
    const lines = new Map(items.map(({ line, part }) => [part.runId, line] as const).reverse());
    const plan = planParts(runs, stored, lines, { ...target, price, compareAs, now });
    const by = target.by ?? { origin: uploadId === null ? "post" : "upload", author: null };
    // The history does not name the upload: it is undone by what is left of the parts, not by values put back as well.
    await writeChanges(tx, projectId, plan, { capOf, now, uploadId: null, by });
    await removeReceipts(tx, projectId, plan.removed, capOf);
    return {
      duplicates,
      written: plan.changes.map(({ before, after }) => ({
        id: after.id,
        isNew: before === null,
        isUnpriced: after.costSource === "unpriced",
      })),
      removed: plan.removed.map(({ id }) => id),
    };
  });
}

/** All parts, as they were and as they are, of the runs that these changes touch. */
async function runsOf(
  tx: postgres.TransactionSql,
  projectId: string,
  changed: ReadonlyMap<string, RunPart>,
  known: ReadonlyMap<string, RunPart>,
): Promise<Map<string, { before: RunPart[]; after: RunPart[] }>> {
  const ids = new Set([...changed].flatMap(([id, { runId }]) => [runId, known.get(id)?.runId ?? runId]));
  const runs = new Map([...ids].sort().map((id) => [id, { before: [] as RunPart[], after: [] as RunPart[] }]));
  const stored = await listParts(tx, projectId, { runIds: [...ids] });
  for (const part of stored.values()) {
    runs.get(part.runId)?.before.push(part);
    if (!changed.has(part.id)) runs.get(part.runId)?.after.push(part);
  }
  for (const part of changed.values()) runs.get(part.runId)?.after.push(part);
  return runs;
}

async function saveParts(
  tx: postgres.TransactionSql,
  projectId: string,
  source: string,
  parts: RunPart[],
): Promise<void> {
  if (parts.length === 0) return;
  await tx.unsafe(
    `insert into run_parts (project_id, id, run_id, part, upload_ids)
     select $1, row.id, row."runId", row.part, $2::text[] from json_to_recordset($3::json) as row(id text, "runId" text, part jsonb)
     on conflict (project_id, id) do update set run_id = excluded.run_id, part = excluded.part`,
    [projectId, [source], JSON.stringify(parts)],
  );
}

/** Parts that were known before came from here too: an undo of the file that brought them must not take them away. */
async function noteSource(
  tx: postgres.TransactionSql,
  projectId: string,
  source: string,
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    update run_parts set upload_ids = upload_ids || ${source}::text
    where project_id = ${projectId} and id = any(${ids}::text[]) and not upload_ids @> array[${source}::text]`;
}
