import { z } from "zod";
import type { UploadCursor } from "@/db/queries/get-upload";

const POSTGRES_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;
const schema = z.object({ startedAt: z.string().regex(POSTGRES_TIME), id: z.string().min(1).max(100) });

export function writeUploadCursor(cursor: UploadCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** A cursor that was given out, or null: it comes back from outside. */
export function readUploadCursor(text: string): UploadCursor | null {
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: no cursor of ours.
    return null;
  }
}
