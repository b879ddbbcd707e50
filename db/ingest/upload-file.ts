import { and, eq, ne, sql } from "drizzle-orm";
import { formatCount } from "@/lib/format";
import type { Mapping } from "@/lib/receipts/mapping";
import type { Db } from "../client";
import { uploadRejects } from "../schema/upload-rejects";
import { uploads } from "../schema/uploads";
import { holdLease } from "../uploads/lease";
import type { UploadFormat } from "./create-reader";
import { FileError } from "./file-error";
import { type ArchiveResult, ingestArchive } from "./ingest-archive";
import type { Reject } from "./ingest-stream";

export type UploadOptions = {
  db: Db;
  project: { id: string; timeZone: string };
  /** The client's own: the same upload may be sent again, and starts its counts anew. */
  uploadId: string;
  filename: string;
  format: UploadFormat;
  mapping: Mapping | null;
  /** What the sender says of records that have no time, UTC ISO 8601; it is not kept. */
  startedAt?: string | null;
  /** As announced; null if it was not. */
  totalBytes: number | null;
  /** Who sends it, for the history of receipts that it changes. */
  by?: string | null;
  body: AsyncIterable<Uint8Array>;
};

const REJECTS_AT_A_TIME = 1_000;

/** Takes a file in and keeps book of it: progress after every commit, every rejected record, how it ended. */
export async function uploadFile(options: UploadOptions): Promise<ArchiveResult> {
  const { db, project, uploadId } = options;
  const attempt = await begin(options);
  const own = and(
    ...[eq(uploads.projectId, project.id), eq(uploads.id, uploadId)],
    ...[eq(uploads.attempts, attempt), eq(uploads.status, "running")],
  );
  const lease = holdLease(db, own);
  let position = 0;
  const onRejects = async (rejects: Reject[]) => {
    await lease.say({});
    // The rejects in the database are those of a later attempt by now.
    if (isSuperseded(lease.signal)) return;
    for (let start = 0; start < rejects.length; start += REJECTS_AT_A_TIME) {
      const rows = rejects.slice(start, start + REJECTS_AT_A_TIME).map((reject) => {
        position += 1;
        return {
          projectId: project.id,
          uploadId,
          position,
          file: reject.file ?? null,
          line: reject.line,
          receiptId: reject.id,
          errors: reject.errors,
        };
      });
      await db.insert(uploadRejects).values(rows);
    }
  };
  try {
    const result = await ingestArchive({
      ...options,
      body: connectionOf(options.body, lease.signal),
      signal: lease.signal,
      onRejects,
      onProgress: ({ bytes, format, mapping, received, inserted, amended, duplicates, unpriced, rejected }) =>
        lease.say({ bytes, format, mapping, received, inserted, amended, duplicates, unpriced, rejected }),
    });
    const { received, inserted, amended, duplicates, unpriced, rejected, format, mapping } = result;
    const { recognisedBy, leftOut, files, filesNotShown } = result;
    const nothingGood = received === rejected;
    await db
      .update(uploads)
      .set({
        ...{ received, inserted, amended, duplicates, unpriced, rejected, format, mapping },
        ...{ recognisedBy, leftOut, files, filesNotShown },
        status: result.failure?.code === "cancelled" ? "cancelled" : result.failure || nothingGood ? "failed" : "done",
        error:
          result.failure?.message ??
          (nothingGood
            ? `${received === 1 ? "Its only record was" : `All ${formatCount(received)} records were`} rejected.`
            : null),
        finishedAt: new Date().toISOString(),
      })
      .where(own);
    return result;
  } catch (error) {
    const words = "It could not be taken in to its end. What was committed is kept; send it again.";
    await db.update(uploads).set({ status: "failed", error: words, finishedAt: new Date().toISOString() }).where(own);
    throw error;
  } finally {
    lease.end();
  }
}

/** The number of the attempt that this is. An earlier one that still goes on, its connection broken, ends by it. */
async function begin({ db, project, uploadId, filename, mapping, totalBytes }: UploadOptions): Promise<number> {
  const fresh = {
    filename,
    mapping,
    totalBytes,
    ...{ recognisedBy: null, leftOut: null, files: null, filesNotShown: 0 },
    format: null,
    status: "running",
    error: null,
    finishedAt: null,
    cancelAskedAt: null,
    ...{ removed: 0, putBack: 0 },
    ...{ bytes: 0, received: 0, inserted: 0, amended: 0, duplicates: 0, unpriced: 0, rejected: 0 },
  };
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(uploads)
      .values({ projectId: project.id, id: uploadId, ...fresh })
      .onConflictDoUpdate({
        target: [uploads.projectId, uploads.id],
        set: {
          ...fresh,
          attempts: sql`${uploads.attempts} + 1`,
          startedAt: new Date().toISOString(),
          lastSeenAt: sql`now()`,
        },
        setWhere: ne(uploads.status, "undoing"),
      })
      .returning({ attempts: uploads.attempts });
    if (!row) throw new FileError("superseded", "This upload is being undone. Send it again when that is done.");
    await tx
      .delete(uploadRejects)
      .where(and(eq(uploadRejects.projectId, project.id), eq(uploadRejects.uploadId, uploadId)));
    return row.attempts;
  });
}

function isSuperseded(signal: AbortSignal): boolean {
  return signal.reason instanceof FileError && signal.reason.code === "superseded";
}

/** A client that went away is a file that breaks off: what came whole is kept. */
async function* connectionOf(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      signal.throwIfAborted();
      yield chunk;
    }
  } catch {
    signal.throwIfAborted();
    throw new FileError("cut_off", "The connection broke before the file had come whole.");
  }
}
