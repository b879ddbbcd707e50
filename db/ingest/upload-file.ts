import { and, eq, sql } from "drizzle-orm";
import { formatCount } from "@/lib/format";
import type { Mapping } from "@/lib/receipts/mapping";
import type { Db } from "../client";
import { uploadRejects } from "../schema/upload-rejects";
import { uploads } from "../schema/uploads";
import type { UploadFormat } from "./create-reader";
import { FileError } from "./file-error";
import { type IngestResult, ingestStream, type Reject } from "./ingest-stream";

export type UploadOptions = {
  db: Db;
  project: { id: string; timeZone: string };
  /** The client's own: the same upload may be sent again, and starts its counts anew. */
  uploadId: string;
  filename: string;
  format: UploadFormat;
  mapping: Mapping | null;
  /** As announced; null if it was not. */
  totalBytes: number | null;
  /** Who sends it, for the history of receipts that it changes. */
  by?: string | null;
  body: AsyncIterable<Uint8Array>;
};

const REJECTS_AT_A_TIME = 1_000;

/** Takes a file in and keeps book of it: progress after every commit, every rejected record, how it ended. */
export async function uploadFile(options: UploadOptions): Promise<IngestResult> {
  const { db, project, uploadId } = options;
  const own = and(eq(uploads.projectId, project.id), eq(uploads.id, uploadId));
  await begin(options);
  let position = 0;
  const onRejects = async (rejects: Reject[]) => {
    for (let start = 0; start < rejects.length; start += REJECTS_AT_A_TIME) {
      const rows = rejects.slice(start, start + REJECTS_AT_A_TIME).map((reject) => {
        position += 1;
        return {
          projectId: project.id,
          uploadId,
          position,
          line: reject.line,
          receiptId: reject.id,
          errors: reject.errors,
        };
      });
      await db.insert(uploadRejects).values(rows);
    }
  };
  try {
    const result = await ingestStream({
      ...options,
      body: connectionOf(options.body),
      onRejects,
      onProgress: async ({ bytes, format, mapping, received, inserted, amended, duplicates, unpriced, rejected }) => {
        await db
          .update(uploads)
          .set({ bytes, format, mapping, received, inserted, amended, duplicates, unpriced, rejected })
          .where(own);
      },
    });
    const { received, inserted, amended, duplicates, unpriced, rejected, format, mapping } = result;
    const nothingGood = received === rejected;
    await db
      .update(uploads)
      .set({
        ...{ received, inserted, amended, duplicates, unpriced, rejected, format, mapping },
        status: result.failure || nothingGood ? "failed" : "done",
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
  }
}

async function begin({ db, project, uploadId, filename, mapping, totalBytes }: UploadOptions): Promise<void> {
  const fresh = {
    filename,
    mapping,
    totalBytes,
    format: null,
    status: "running",
    error: null,
    finishedAt: null,
    ...{ bytes: 0, received: 0, inserted: 0, amended: 0, duplicates: 0, unpriced: 0, rejected: 0 },
  };
  await db.transaction(async (tx) => {
    await tx
      .insert(uploads)
      .values({ projectId: project.id, id: uploadId, ...fresh })
      .onConflictDoUpdate({
        target: [uploads.projectId, uploads.id],
        set: { ...fresh, attempts: sql`${uploads.attempts} + 1`, startedAt: new Date().toISOString() },
      });
    await tx
      .delete(uploadRejects)
      .where(and(eq(uploadRejects.projectId, project.id), eq(uploadRejects.uploadId, uploadId)));
  });
}

/** A client that went away is a file that breaks off: what came whole is kept. */
async function* connectionOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    throw new FileError("cut_off", "The connection broke before the file had come whole.");
  }
}
