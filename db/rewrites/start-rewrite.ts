import { randomUUID } from "node:crypto";
import type { RewriteKind } from "@/lib/pricing/rewrite-receipt";
import type { Db } from "../client";
import { runRewrite } from "./run-rewrite";

/** Begins a rewrite, which goes on by itself; null if one is running already. */
export async function startRewrite(db: Db, projectId: string, kind: RewriteKind, by: string): Promise<string | null> {
  const id = await insertRewrite(db, projectId, kind, by);
  if (id) goOn(db, projectId, id);
  return id;
}

/** Keeps the rewrite, and its line in the history of prices: the receipts themselves have none of it. */
export async function insertRewrite(db: Db, projectId: string, kind: RewriteKind, by: string): Promise<string | null> {
  return db.$client.begin(async (tx) => {
    await tx`select id from projects where id = ${projectId} for no key update`;
    const [running] = await tx`select id from rewrites where project_id = ${projectId} and status = 'running' limit 1`;
    if (running) return null;
    const id = randomUUID();
    await tx`
      insert into rewrites (project_id, id, kind, total, started_by)
      select ${projectId}, ${id}, ${kind}, coalesce(sum(n), 0), ${by} from cells where project_id = ${projectId}`;
    if (kind !== "preview") {
      const after = JSON.stringify({ kind, rewrite: id });
      await tx`
        insert into price_changes (project_id, number, kind, model, after, changed_by)
        select ${projectId}, coalesce(max(number), 0) + 1, 'rewrite', '', ${after}::text::jsonb, ${by}
        from price_changes where project_id = ${projectId}`;
    }
    return id;
  });
}

/** Goes on with whatever was stopped with its process. To be called when the server starts. */
export async function resumeRewrites(db: Db): Promise<void> {
  const running = await db.$client<{ project_id: string; id: string }[]>`
    select project_id, id from rewrites where status = 'running' limit 1000`;
  for (const { project_id: projectId, id } of running) goOn(db, projectId, id);
}

/** Stops a rewrite at the end of its batch. What is rewritten stays so. */
export async function cancelRewrite(db: Db, projectId: string, id: string): Promise<void> {
  await db.$client`
    update rewrites set status = 'cancelled', finished_at = now()
    where project_id = ${projectId} and id = ${id} and status = 'running'`;
}

/** Nobody waits for it: what goes wrong is in the log, and the rewrite is marked as failed. */
function goOn(db: Db, projectId: string, id: string): void {
  runRewrite(db, projectId, id).catch((error) => console.error(error));
}
