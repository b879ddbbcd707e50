"use server";

import { redirect } from "next/navigation";
import { findProject } from "@/app/session";
import { getDb } from "@/db/client";
import { cancelUpload } from "@/db/uploads/cancel-upload";
import { beginUndo, finishUndo } from "@/db/uploads/undo-upload";
import { SIGNED_IN } from "@/lib/verdict/setting-change";

const WAIT_MS = 10_000;

/** Undoes an upload, or goes on with an undo that broke off. The page shows how far it is; nobody has to stay on it. */
export async function submitUndo(uploadId: string): Promise<void> {
  const project = await projectOr(uploadId);
  const begun = await beginUndo(getDb(), { projectId: project.id, uploadId });
  if (begun.ok && begun.upload.status !== "undone") {
    finishUndo(getDb(), project, uploadId, SIGNED_IN).catch((error: unknown) => {
      // Nobody waits for it: the page shows that it broke off, and offers to go on.
      console.error(`The undo of upload ${uploadId} broke off:`, error);
    });
  }
  redirect(pathOf(uploadId));
}

/** Stops an upload that runs, whoever sends it. */
export async function submitCancel(uploadId: string): Promise<void> {
  const project = await projectOr(uploadId);
  await cancelUpload(getDb(), project.id, uploadId, { waitMs: WAIT_MS });
  redirect(pathOf(uploadId));
}

async function projectOr(uploadId: string) {
  const project = await findProject();
  return project ?? redirect(`/sign-in?next=${encodeURIComponent(pathOf(uploadId))}`);
}

function pathOf(uploadId: string) {
  return `/uploads/${encodeURIComponent(uploadId)}` as const;
}
