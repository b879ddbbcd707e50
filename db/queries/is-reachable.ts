import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../client";

/** Does the database answer within the time? Any failure is a no: that is the question. */
export async function isReachable(db: Db, timeoutMs: number): Promise<boolean> {
  const over = new AbortController();
  const answer = db.$client`select 1`.then(
    () => true,
    () => false,
  );
  const tooLate = sleep(timeoutMs, false, { signal: over.signal }).catch(() => false);
  const reachable = await Promise.race([answer, tooLate]);
  over.abort();
  return reachable;
}
