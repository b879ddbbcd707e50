import type postgres from "postgres";
import type { KnownPart } from "@/lib/receipts/formats/known-part";

/** Writes parts as they are now, with all that is known of who brought them. */
export async function saveParts(tx: postgres.TransactionSql, projectId: string, parts: KnownPart[]): Promise<void> {
  if (parts.length === 0) return;
  await tx.unsafe(
    `insert into run_parts (project_id, id, run_id, part, upload_ids, versions)
     select $1, row.id, row."runId", row.part, row.sources, nullif(row.versions, 'null'::jsonb)
     from json_to_recordset($2::json) as row(id text, "runId" text, part jsonb, sources text[], versions jsonb)
     on conflict (project_id, id) do update set run_id = excluded.run_id, part = excluded.part,
       upload_ids = excluded.upload_ids, versions = excluded.versions`,
    [projectId, JSON.stringify(parts)],
  );
}

/** Notes that parts which stay as they are came from one more source. */
export async function noteSource(
  tx: postgres.TransactionSql,
  projectId: string,
  source: string,
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    update run_parts set upload_ids = upload_ids || ${source}::text
    where project_id = ${projectId} and id = any(${ids}::text[])`;
}

/** Notes which parts a batch of an upload was the first of it to bring, so that it can be undone. */
export async function noteParts(
  tx: postgres.TransactionSql,
  projectId: string,
  uploadId: string,
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    insert into upload_parts (project_id, upload_id, part_ids)
    values (${projectId}, ${uploadId}, ${ids}::text[])`;
}
