import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../client";
import { FileError } from "../ingest/file-error";
import { uploads } from "../schema/uploads";

/** Who works on an upload says so this often … */
const SAY_EVERY_MS = 2_000;
/** … and whoever has said nothing for so long is gone. By the database's clock, since there may be several servers. */
export const LEASE_SECONDS = 20;

/** Whether nobody works on an upload any more, whatever its status says. */
export const isAbandoned: SQL<boolean> = sql<boolean>`${uploads.lastSeenAt} < now() - make_interval(secs => ${sql.raw(String(LEASE_SECONDS))})`;

type Lease = {
  /** Notes how far the upload is; the signal is aborted if it should go no further. */
  say: (progress: Partial<typeof uploads.$inferInsert>) => Promise<void>;
  /** Its reason is a FileError: `cancelled`, or `superseded` where the same upload was begun once more. */
  signal: AbortSignal;
  end: () => void;
};

/** Holds an upload while work on it goes on. `own` names it as it is as long as it is ours. */
export function holdLease(db: Db, own: SQL | undefined): Lease {
  const stop = new AbortController();
  const say: Lease["say"] = async (progress) => {
    const [row] = await db
      .update(uploads)
      .set({ ...progress, lastSeenAt: sql`now()` })
      .where(own)
      .returning({ cancelAskedAt: uploads.cancelAskedAt });
    if (!row) stop.abort(new FileError("superseded", "This upload was sent once more, or undone, while it was read."));
    else if (row.cancelAskedAt !== null) stop.abort(new FileError("cancelled", "It was cancelled."));
  };
  // A database that does not answer is told of by the work itself, which needs it too.
  const timer = setInterval(() => say({}).catch(() => {}), SAY_EVERY_MS);
  return { say, signal: stop.signal, end: () => clearInterval(timer) };
}
