import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { findRunning } from "@/db/embedded";

type Held = {
  /** Lets the batches go on once the server has been asked to cancel all uploads of these files. */
  letGoWhenCancelled: (filenames: string[]) => Promise<void>;
};

const LOOK_EVERY_MS = 50;

/** Locks receipts, so that a batch which meets one of them waits, and with it its upload, until it is cancelled. */
export async function holdReceipts(ids: string[]): Promise<Held> {
  const url = await findRunning(process.env.PAYOFF_E2E_DATA_DIR ?? "");
  if (!url) throw new Error("the test server has no database");
  const sql = postgres(url, { max: 1 });
  await sql`begin`;
  const held = await sql`select from receipts where id = any(${ids}::text[]) for update`;
  if (held.length !== ids.length) throw new Error(`of ${ids.length} receipts ${held.length} are there`);
  return {
    async letGoWhenCancelled(filenames) {
      for (;;) {
        const asked = await sql`
          select from uploads where filename = any(${filenames}::text[]) and cancel_asked_at is not null`;
        if (asked.length === filenames.length) break;
        await sleep(LOOK_EVERY_MS);
      }
      await sql.end({ timeout: 1 });
    },
  };
}
