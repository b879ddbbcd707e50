import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, not, sql } from "drizzle-orm";
import type { Db } from "../client";
import { getUpload, type Upload } from "../queries/get-upload";
import { uploads } from "../schema/uploads";
import { isAbandoned } from "./lease";

const LOOK_EVERY_MS = 100;

/**
 * Asks whoever takes an upload in, here or in another process, to stop at the next batch, and waits until it has. What
 * was committed is kept.
 *
 * @returns the upload as it is then, still `running` if it has not stopped within `waitMs`; null if there is none.
 */
export async function cancelUpload(
  db: Db,
  projectId: string,
  id: string,
  { waitMs }: { waitMs: number },
): Promise<{ upload: Upload; wasRunning: boolean } | null> {
  const asked = await db
    .update(uploads)
    .set({ cancelAskedAt: sql`now()` })
    .where(and(eq(uploads.projectId, projectId), eq(uploads.id, id), eq(uploads.status, "running"), not(isAbandoned)))
    .returning({ id: uploads.id });
  const wasRunning = asked.length > 0;
  const deadline = performance.now() + waitMs;
  for (;;) {
    const upload = await getUpload(db, projectId, id);
    if (!upload) return null;
    if (upload.status !== "running" || performance.now() >= deadline) return { upload, wasRunning };
    await sleep(LOOK_EVERY_MS);
  }
}
