import type postgres from "postgres";
import type { KnownPart } from "@/lib/receipts/formats/known-part";
import { mergeParts, type PartItem, planParts } from "@/lib/receipts/formats/plan-parts";
import { lockCostCaps } from "../cells/cost-cap-lock";
import type { Db } from "../client";
import { createPriceBookReader } from "../pricing/price-book-reader";
import { listParts, lockParts } from "./list-parts";
import { listStored } from "./list-stored";
import { noteParts, noteSource, saveParts } from "./save-parts";
import { inTransaction, type Target } from "./write-batch";
import { writePartsPlan } from "./write-parts-plan";

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
    const source = uploadId ?? POSTED;
    const { changed, noted, duplicates } = mergeParts(items, source, known);
    const now = new Date().toISOString();
    const runs = await runsOf(tx, projectId, changed, known);
    const isPlain = (part: KnownPart) => part.versions === null && known.get(part.id)?.versions === null;
    const [plain, other] = [[...noted.values()].filter(isPlain), [...noted.values()].filter((part) => !isPlain(part))];
    await saveParts(tx, projectId, [...changed.values(), ...other]);
    await noteSource(
      tx,
      projectId,
      source,
      plain.map(({ id }) => id),
    );
    const first = [...changed.keys(), ...noted.keys()].filter((id) => !known.get(id)?.sources.includes(source));
    if (uploadId !== null) await noteParts(tx, projectId, uploadId, first);
    const stored = await listStored(tx, projectId, [...runs.keys()], "lock");
    const lines = new Map(items.map(({ line, part }) => [part.runId, line] as const).reverse());
    const plan = planParts(runs, stored, lines, { ...target, price, compareAs, now });
    const by = target.by ?? { origin: uploadId === null ? "post" : "upload", author: null };
    // The history does not name the upload: it is undone by what is left of the parts, not by values put back as well.
    await writePartsPlan(tx, projectId, plan, { capOf, now, uploadId: null, by });
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
  changed: ReadonlyMap<string, KnownPart>,
  known: ReadonlyMap<string, KnownPart>,
): Promise<Map<string, { before: KnownPart[]; after: KnownPart[] }>> {
  const ids = new Set([...changed].flatMap(([id, { runId }]) => [runId, known.get(id)?.runId ?? runId]));
  const runs = new Map([...ids].sort().map((id) => [id, { before: [] as KnownPart[], after: [] as KnownPart[] }]));
  const stored = await listParts(tx, projectId, { runIds: [...ids] });
  for (const part of stored.values()) {
    runs.get(part.runId)?.before.push(part);
    if (!changed.has(part.id)) runs.get(part.runId)?.after.push(part);
  }
  for (const part of changed.values()) runs.get(part.runId)?.after.push(part);
  return runs;
}
