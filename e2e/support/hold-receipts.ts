import postgres from "postgres";
import { findRunning } from "@/db/embedded";

/** Locks receipts, so that a batch which meets one of them waits for as long as a test likes. */
export async function holdReceipts(ids: string[]): Promise<{ letGo: () => Promise<void> }> {
  const url = await findRunning(process.env.PAYOFF_E2E_DATA_DIR ?? "");
  if (!url) throw new Error("the test server has no database");
  const sql = postgres(url, { max: 1 });
  await sql`begin`;
  const held = await sql`select from receipts where id = any(${ids}::text[]) for update`;
  if (held.length !== ids.length) throw new Error(`of ${ids.length} receipts ${held.length} are there`);
  return { letGo: () => sql.end({ timeout: 1 }) };
}
