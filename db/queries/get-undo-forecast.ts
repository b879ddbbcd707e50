import type { Db } from "../client";

/** What an undo of an upload would do. */
export type UndoForecast = {
  /** Receipts that it inserted, or alone brought all parts of: they would be removed. */
  inserted: number;
  /** Those of them that somebody else has amended since, or that people said something of: removed as well. */
  amendedSince: number;
  /** Receipts of others that it amended, or alone brought some parts of, or more of them: that would be taken back. */
  amended: number;
};

/** Counts from what was noted at each batch; reads as much as the upload inserted and amended. */
export async function getUndoForecast(db: Db, projectId: string, uploadId: string): Promise<UndoForecast> {
  const [row] = await db.$client<{ inserted: string; amended_since: string; amended: string }[]>`
    with inserted as materialized (
      select unnest(receipt_ids) as id from upload_inserts
      where project_id = ${projectId} and upload_id = ${uploadId}
    ), parted as materialized (
      select run_id as id, bool_and(upload_ids = array[${uploadId}::text]) as alone,
        -- All others that brought the part said less of it, if there are any.
        bool_or(upload_ids @> array[${uploadId}::text] and cardinality(upload_ids) - 1 =
          (select count(*) from jsonb_object_keys(coalesce(versions, '{}') - ${uploadId}::text))) as touched
      from run_parts where project_id = ${projectId} and run_id in (
        select run_id from run_parts where project_id = ${projectId} and upload_ids @> array[${uploadId}::text]
          and id in (select unnest(part_ids) from upload_parts
            where project_id = ${projectId} and upload_id = ${uploadId}))
      group by run_id
      -- Parts that are only facts or links of a run make no receipt.
      having exists (select from receipts as receipt
        where receipt.project_id = ${projectId} and receipt.id = run_parts.run_id)
    )
    select
      (select count(*) from inserted) + (select count(*) from parted where alone) as inserted,
      (select count(distinct change.receipt_id) from receipt_changes as change
        join parted on parted.id = change.receipt_id and alone
        join receipts as receipt on receipt.project_id = change.project_id and receipt.id = change.receipt_id
        where change.project_id = ${projectId} and change.origin in ('outcomes', 'amend', 'review')
          and change.changed_at >= receipt.received_at) +
      (select count(distinct change.receipt_id) from receipt_changes as change
        join inserted on inserted.id = change.receipt_id
        join receipts as receipt on receipt.project_id = change.project_id and receipt.id = change.receipt_id
        where change.project_id = ${projectId} and change.upload_id is distinct from ${uploadId}
          and change.changed_at >= receipt.received_at) as amended_since,
      (select count(distinct change.receipt_id) from receipt_changes as change
        join uploads as upload on upload.project_id = change.project_id and upload.id = change.upload_id
        where change.project_id = ${projectId} and change.upload_id = ${uploadId} and change.origin <> 'undo'
          and change.number > upload.undone_to
          and not exists (select from inserted where inserted.id = change.receipt_id)
          and not exists (select from parted where parted.id = change.receipt_id and touched)) +
      (select count(*) from parted where touched and not alone) as amended`;
  return {
    inserted: Number(row?.inserted),
    amendedSince: Number(row?.amended_since),
    amended: Number(row?.amended),
  };
}
