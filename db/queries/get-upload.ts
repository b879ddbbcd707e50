import { and, desc, eq } from "drizzle-orm";
import { type Mapping, parseMapping } from "@/lib/receipts/mapping";
import type { Db } from "../client";
import { uploads } from "../schema/uploads";

export type Upload = {
  id: string;
  filename: string;
  format: string | null;
  /** The one that is applied; null where the records are receipts. */
  mapping: Mapping | null;
  status: "running" | "done" | "failed";
  error: string | null;
  bytes: number;
  totalBytes: number | null;
  received: number;
  inserted: number;
  amended: number;
  duplicates: number;
  unpriced: number;
  rejected: number;
  attempts: number;
  startedAt: string;
  finishedAt: string | null;
};

const COLUMNS = {
  id: uploads.id,
  filename: uploads.filename,
  format: uploads.format,
  mapping: uploads.mapping,
  status: uploads.status,
  error: uploads.error,
  bytes: uploads.bytes,
  totalBytes: uploads.totalBytes,
  received: uploads.received,
  inserted: uploads.inserted,
  amended: uploads.amended,
  duplicates: uploads.duplicates,
  unpriced: uploads.unpriced,
  rejected: uploads.rejected,
  attempts: uploads.attempts,
  startedAt: uploads.startedAt,
  finishedAt: uploads.finishedAt,
};

export async function getUpload(db: Db, projectId: string, id: string): Promise<Upload | null> {
  const [row] = await db
    .select(COLUMNS)
    .from(uploads)
    .where(and(eq(uploads.projectId, projectId), eq(uploads.id, id)));
  return row ? read(row) : null;
}

/** The latest uploads, newest first. */
export async function listUploads(db: Db, projectId: string, limit = 50): Promise<Upload[]> {
  const rows = await db
    .select(COLUMNS)
    .from(uploads)
    .where(eq(uploads.projectId, projectId))
    .orderBy(desc(uploads.startedAt))
    .limit(limit);
  return rows.map(read);
}

/** As the driver gives it. */
type UploadFields = Omit<Upload, "status" | "mapping"> & { status: string; mapping: unknown };

function read(row: UploadFields): Upload {
  const iso = (time: string) => new Date(time).toISOString();
  const mapping = parseMapping(row.mapping);
  return {
    ...row,
    mapping: mapping.ok ? mapping.mapping : null,
    status: row.status as Upload["status"],
    startedAt: iso(row.startedAt),
    finishedAt: row.finishedAt === null ? null : iso(row.finishedAt),
  };
}
