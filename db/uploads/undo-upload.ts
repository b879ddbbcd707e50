import { and, eq, inArray, or, sql } from "drizzle-orm";
import { dayIn } from "@/lib/time";
import type { Db } from "../client";
import { getUpload, type Upload } from "../queries/get-upload";
import { uploads } from "../schema/uploads";
import { holdLease, isAbandoned } from "./lease";
import { putBackChanges } from "./put-back-changes";
import { removeInserted } from "./remove-inserted";
import { takeOutParts } from "./take-out-parts";

export type UndoResult =
  | { ok: true; upload: Upload }
  | { ok: false; problem: "not_found" | "running" | "being_undone" };

export type UndoTarget = { projectId: string; uploadId: string };

/** Begins an undo, or takes over one that broke off; whoever has it must `finishUndo`. */
export async function beginUndo(db: Db, { projectId, uploadId }: UndoTarget): Promise<UndoResult> {
  const claimed = await db
    .update(uploads)
    .set({ status: "undoing", lastSeenAt: sql`now()`, cancelAskedAt: null, error: null })
    .where(
      and(
        ...[eq(uploads.projectId, projectId), eq(uploads.id, uploadId)],
        or(
          inArray(uploads.status, ["done", "failed", "cancelled"]),
          and(inArray(uploads.status, ["running", "undoing"]), isAbandoned),
        ),
      ),
    )
    .returning({ id: uploads.id });
  const upload = await getUpload(db, projectId, uploadId);
  if (!upload) return { ok: false, problem: "not_found" };
  if (claimed.length > 0 || upload.status === "undone") return { ok: true, upload };
  return { ok: false, problem: upload.status === "running" ? "running" : "being_undone" };
}

/**
 * Undoes what is begun: receipts that the upload inserted are removed, fields that it amended and that are still as it
 * set them become what they were. A batch is one transaction with its cells, so that it goes on after a kill where it
 * was. An upload that is undone already is left as it is.
 *
 * Receipts that are made of parts become what the parts of others make of them: theirs is a step of its own, since a
 * run may be made of several uploads.
 */
export async function finishUndo(
  db: Db,
  project: { id: string; timeZone: string },
  uploadId: string,
  author: string | null,
): Promise<Upload> {
  const target = { projectId: project.id, uploadId };
  const own = and(eq(uploads.projectId, project.id), eq(uploads.id, uploadId), eq(uploads.status, "undoing"));
  const lease = holdLease(db, own);
  try {
    while (await removeInserted(db, target)) await lease.say({});
    const context = { dayOf: dayIn(project.timeZone), author };
    while (await putBackChanges(db, target, context)) await lease.say({});
    while (await takeOutParts(db, target, context)) await lease.say({});
    await db
      .update(uploads)
      .set({
        status: "undone",
        undoBefore: null,
        undoneTo: sql`coalesce((select max(number) from receipt_changes as change
          where change.project_id = ${project.id} and change.upload_id = ${uploadId}), ${uploads.undoneTo})`,
        finishedAt: sql`now()`,
      })
      .where(own);
  } finally {
    lease.end();
  }
  const upload = await getUpload(db, project.id, uploadId);
  if (!upload) throw new Error(`The upload ${uploadId} is gone while it was undone.`);
  return upload;
}
