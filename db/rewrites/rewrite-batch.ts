import type postgres from "postgres";
import { type RewriteKind, rewriteReceipt } from "@/lib/pricing/rewrite-receipt";
import { addRewritten, type RewriteSums } from "@/lib/pricing/rewrite-sums";
import { CellDeltas } from "@/lib/receipts/cell-deltas";
import { unknownBits } from "@/lib/receipts/cell-of";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import { lockCostCaps } from "../cells/cost-cap-lock";
import { applyCells } from "../ingest/apply-cells";
import { listStored } from "../ingest/list-stored";
import { RECEIPT_COLUMNS } from "../ingest/receipt-columns";
import type { createPriceBookReader } from "../pricing/price-book-reader";

type ReadBook = ReturnType<typeof createPriceBookReader>;
type Change = { before: StoredReceipt; after: StoredReceipt };

/** The columns that a rewrite may change, with their types. */
const REWRITTEN: Record<string, string> = {
  model: "text",
  effort: "text",
  model_sent: "text",
  effort_sent: "text",
  computed_cost_nano_usd: "bigint",
  cost_nano_usd: "bigint",
  cost_source: "text",
  price_version: "text",
};
const VALUES = RECEIPT_COLUMNS.filter(([column]) => column in REWRITTEN);
const TYPED = [...Object.entries(REWRITTEN), ["unknown", "smallint"]];
const UPDATE = `
  update receipts set ${TYPED.map(([column]) => `"${column}" = new."${column}"`).join(", ")}
  from json_to_recordset($2::json) as new (id text, ${TYPED.map(([column, type]) => `"${column}" ${type}`).join(", ")})
  where receipts.project_id = $1 and receipts.id = new.id`;

/**
 * The next receipts of a rewrite: they, their cells and where the rewrite stands change together, or not at all.
 *
 * @returns false once there is nothing left to do: it came to the end, or was cancelled.
 */
export async function rewriteBatch(
  tx: postgres.TransactionSql,
  projectId: string,
  id: string,
  readBook: ReadBook,
  size: number,
): Promise<boolean> {
  const capOf = await lockCostCaps(tx, projectId);
  const book = await readBook(tx);
  const [job] = await tx<{ kind: RewriteKind; after_id: string; sums: RewriteSums }[]>`
    select kind, after_id, sums from rewrites
    where project_id = ${projectId} and id = ${id} and status = 'running' for update`;
  if (!job) return false;
  const ids = await tx<{ id: string }[]>`
    select id from receipts where project_id = ${projectId} and id > ${job.after_id} order by id limit ${size}`;
  const last = ids.at(-1);
  if (!last) {
    await tx`
      update rewrites set status = 'done', finished_at = now(), price_version = ${book.version}
      where project_id = ${projectId} and id = ${id}`;
    return false;
  }
  const isPreview = job.kind === "preview";
  const stored = await listStored(
    tx,
    projectId,
    ids.map((row) => row.id),
    isPreview ? "look" : "lock",
  );
  const changes = [...stored.values()].flatMap((before): Change[] => {
    const after = rewriteReceipt(before, job.kind, book);
    return after ? [{ before, after }] : [];
  });
  if (!isPreview && changes.length > 0) {
    await tx.unsafe(UPDATE, [projectId, rowsOf(changes)]);
    const deltas = new CellDeltas();
    for (const { before, after } of changes) {
      deltas.remove(before, capOf);
      deltas.add(after, capOf);
    }
    await applyCells(tx, projectId, deltas.sorted());
  }
  await tx`
    update rewrites set after_id = ${last.id}, read = read + ${ids.length}, changed = changed + ${changes.length},
      sums = ${JSON.stringify(addRewritten(job.sums, changes))}::text::jsonb, price_version = ${book.version}
    where project_id = ${projectId} and id = ${id}`;
  return true;
}

function rowsOf(changes: Change[]): string {
  return JSON.stringify(
    changes.map(({ after }) => ({
      id: after.id,
      unknown: unknownBits(after),
      ...Object.fromEntries(VALUES.map(([column, value]) => [column, value(after)])),
    })),
  );
}
