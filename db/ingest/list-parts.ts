import type postgres from "postgres";
import type { KnownPart } from "@/lib/receipts/formats/known-part";

/** First half of the lock's key; the second is the project. */
const RUN_PARTS = 7_207;

type PartRow = { id: string; run_id: string; upload_ids: string[] } & Pick<KnownPart, "part" | "versions">;

/** Whoever changes parts of a project's runs comes after whoever does already, until the transaction ends. */
export async function lockParts(tx: postgres.TransactionSql, projectId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(${RUN_PARTS}, hashtext(${projectId}))`;
}

/** The stored parts of these ids, or of these runs, by their ids. */
export async function listParts(
  tx: postgres.TransactionSql,
  projectId: string,
  of: { ids: string[] } | { runIds: string[] },
): Promise<Map<string, KnownPart>> {
  const rows = await tx<PartRow[]>`
    select id, run_id, part, upload_ids, versions from run_parts where project_id = ${projectId} and
    ${"ids" in of ? tx`id = any(${of.ids}::text[])` : tx`run_id = any(${of.runIds}::text[])`}`;
  return new Map(
    rows.map(({ id, run_id: runId, upload_ids: sources, part, versions }) => [
      id,
      { id, runId, part, sources, versions },
    ]),
  );
}
