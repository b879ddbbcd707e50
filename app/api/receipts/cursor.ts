import { z } from "zod";
import type { ReceiptCursor } from "@/db/queries/list-receipts";

const schema = z.object({ startedAt: z.iso.datetime(), id: z.string().min(1).max(200) });

export function writeCursor(cursor: ReceiptCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** A cursor that was given out, or null: it comes back from outside. */
export function readCursor(text: string): ReceiptCursor | null {
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: no cursor of ours.
    return null;
  }
}
