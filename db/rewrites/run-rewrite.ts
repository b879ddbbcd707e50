import type { Db } from "../client";
import { createPriceBookReader } from "../pricing/price-book-reader";
import { rewriteBatch } from "./rewrite-batch";

/** First half of the lock's key; the second is the project. */
const REWRITE = 7_206;
const BATCH = 2_000;
const MAX_TRIES = 10;
/** A batch of receipts was in the way. */
const TRY_AGAIN = new Set(["40P01", "40001"]);

/**
 * Works a rewrite off, from where it stands to its end. Only one process does at a time in a project: it holds an
 * advisory lock, which is gone with its process, so that the rewrite can be gone on with wherever it was stopped.
 *
 * @returns false if another process is at it.
 */
export async function runRewrite(db: Db, projectId: string, id: string, size = BATCH): Promise<boolean> {
  const holder = await db.$client.reserve();
  try {
    const [lock] = await holder<{ mine: boolean }[]>`
      select pg_try_advisory_lock(${REWRITE}, hashtext(${projectId})) as mine`;
    if (!lock?.mine) return false;
    try {
      await walk(db, projectId, id, size);
    } catch (error) {
      await db.$client`
        update rewrites set status = 'failed', finished_at = now()
        where project_id = ${projectId} and id = ${id} and status = 'running'`;
      throw error;
    } finally {
      await holder`select pg_advisory_unlock(${REWRITE}, hashtext(${projectId}))`;
    }
    return true;
  } finally {
    holder.release();
  }
}

async function walk(db: Db, projectId: string, id: string, size: number): Promise<void> {
  const readBook = createPriceBookReader(projectId);
  let tries = 1;
  for (;;) {
    try {
      if (!(await db.$client.begin((tx) => rewriteBatch(tx, projectId, id, readBook, size)))) return;
      tries = 1;
    } catch (error) {
      // The whole batch was rolled back: it can be tried again as it was.
      const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
      if (tries === MAX_TRIES || !TRY_AGAIN.has(code)) throw error;
      tries += 1;
    }
  }
}
