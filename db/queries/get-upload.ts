import { and, desc, eq, sql } from "drizzle-orm";
import { type Mapping, parseMapping } from "@/lib/receipts/mapping";
import type { Db } from "../client";
import type { ArchiveFile } from "../ingest/ingest-archive";
import type { LeftOut } from "../ingest/ingest-stream";
import { uploads } from "../schema/uploads";
import { isAbandoned } from "../uploads/lease";

/** As stored, but for those that say they go on while nobody works on them any more. */
export const UPLOAD_STATUSES = [
  "running",
  "broke_off",
  "done",
  "failed",
  "cancelled",
  "undoing",
  "undo_broke_off",
  "undone",
] as const;
export type UploadStatus = (typeof UPLOAD_STATUSES)[number];

export type Upload = {
  id: string;
  filename: string;
  format: string | null;
  /** The one that is applied; null where the records are receipts. */
  mapping: Mapping | null;
  /** What a foreign format was recognised by, and its records that carry nothing to count; null where it is none. */
  recognisedBy: string | null;
  leftOut: LeftOut[] | null;
  /** What became of the first files of an archive, and how many more there were; null where it is none. */
  files: ArchiveFile[] | null;
  filesNotShown: number;
  status: UploadStatus;
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
  /** Receipts that an undo has removed, and receipts whose amendment it has put back, so far. */
  removed: number;
  putBack: number;
  startedAt: string;
  finishedAt: string | null;
};

const shownStatus = sql<string>`case
  when ${uploads.status} = 'running' and ${isAbandoned} then 'broke_off'
  when ${uploads.status} = 'undoing' and ${isAbandoned} then 'undo_broke_off'
  else ${uploads.status} end`;

const COLUMNS = {
  id: uploads.id,
  filename: uploads.filename,
  format: uploads.format,
  mapping: uploads.mapping,
  recognisedBy: uploads.recognisedBy,
  leftOut: uploads.leftOut,
  files: uploads.files,
  filesNotShown: uploads.filesNotShown,
  status: shownStatus,
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
  removed: uploads.removed,
  putBack: uploads.putBack,
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

/** Where a page of uploads ended; the next one starts behind it. */
export type UploadCursor = { startedAt: string; id: string };

/** A page of uploads, the latest first, by keyset. */
export async function listUploads(
  db: Db,
  projectId: string,
  page: { limit: number; after?: UploadCursor | null; status?: UploadStatus | null },
): Promise<{ uploads: Upload[]; next: UploadCursor | null }> {
  const { limit, after, status } = page;
  const rows = await db
    .select({ ...COLUMNS, exactStart: uploads.startedAt })
    .from(uploads)
    .where(
      and(
        eq(uploads.projectId, projectId),
        after ? sql`(${uploads.startedAt}, ${uploads.id}) < (${after.startedAt}::timestamptz, ${after.id})` : undefined,
        status ? sql`${shownStatus} = ${status}` : undefined,
      ),
    )
    .orderBy(desc(uploads.startedAt), desc(uploads.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    uploads: shown.map(({ exactStart: _, ...row }) => read(row)),
    // As PostgreSQL has it, to the microsecond: rounded, a row could fall between two pages.
    next: rows.length > limit && last ? { startedAt: last.exactStart, id: last.id } : null,
  };
}

/** As the driver gives it. */
type UploadFields = Omit<Upload, "status" | "mapping" | "leftOut" | "files"> & {
  status: string;
  mapping: unknown;
  leftOut: unknown;
  files: unknown;
};

function read(row: UploadFields): Upload {
  const iso = (time: string) => new Date(time).toISOString();
  const mapping = parseMapping(row.mapping);
  return {
    ...row,
    mapping: mapping.ok ? mapping.mapping : null,
    leftOut: row.leftOut as Upload["leftOut"],
    files: row.files as Upload["files"],
    status: row.status as Upload["status"],
    startedAt: iso(row.startedAt),
    finishedAt: row.finishedAt === null ? null : iso(row.finishedAt),
  };
}
