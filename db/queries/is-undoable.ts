import type { Db } from "../client";

/** Whether an upload has left anything that an undo takes back, by what its batches noted. */
export async function isUndoable(db: Db, projectId: string, uploadId: string): Promise<boolean> {
  const [row] = await db.$client<{ undoable: boolean }[]>`
    select exists (select from upload_inserts where project_id = ${projectId} and upload_id = ${uploadId})
      or exists (select from upload_parts where project_id = ${projectId} and upload_id = ${uploadId})
      or exists (
        select from receipt_changes as change
        join uploads as upload on upload.project_id = change.project_id and upload.id = change.upload_id
        where change.project_id = ${projectId} and change.upload_id = ${uploadId} and change.origin <> 'undo'
          and change.number > upload.undone_to) as undoable`;
  return row?.undoable ?? false;
}
