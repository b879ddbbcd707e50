import { and, asc, eq, gt } from "drizzle-orm";
import type { Db } from "../client";
import type { Reject } from "../ingest/ingest-stream";
import { uploadRejects } from "../schema/upload-rejects";

const ROWS_AT_A_TIME = 1_000;

/** All rejected records of an upload, in their order, a page at a time. */
export async function* listUploadRejects(db: Db, projectId: string, uploadId: string): AsyncGenerator<Reject[]> {
  let after = 0;
  for (;;) {
    const rows = await db
      .select()
      .from(uploadRejects)
      .where(
        and(
          eq(uploadRejects.projectId, projectId),
          eq(uploadRejects.uploadId, uploadId),
          gt(uploadRejects.position, after),
        ),
      )
      .orderBy(asc(uploadRejects.position))
      .limit(ROWS_AT_A_TIME);
    const last = rows.at(-1);
    if (!last) return;
    after = last.position;
    yield rows.map((row) => ({
      ...{ line: row.line, id: row.receiptId, errors: row.errors as Reject["errors"] },
      ...(row.file !== null && { file: row.file }),
    }));
  }
}
