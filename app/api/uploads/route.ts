import { randomUUID } from "node:crypto";
import { z } from "zod";
import { getDb } from "@/db/client";
import { UPLOAD_FORMATS } from "@/db/ingest/create-reader";
import { FileError } from "@/db/ingest/file-error";
import type { ArchiveResult } from "@/db/ingest/ingest-archive";
import { type UploadOptions, uploadFile } from "@/db/ingest/upload-file";
import { listUploads, UPLOAD_STATUSES } from "@/db/queries/get-upload";
import { authorise } from "../authorise";
import { handle } from "../handle";
import { ingestAnswer } from "../ingest-answer";
import { otherMethods } from "../other-methods";
import { badParameters, type ProblemItem, problem } from "../problem";
import { readMapping } from "./read-mapping";
import { readStartedAt } from "./read-started-at";
import { readUploadCursor, writeUploadCursor } from "./upload-cursor";
import { wireUpload } from "./wire-upload";

export const { OPTIONS, PUT, PATCH, DELETE } = otherMethods("GET", "POST");

const parameters = z.strictObject({
  filename: z.string().min(1).max(255).default("upload"),
  format: z.enum(UPLOAD_FORMATS).default("auto"),
  upload_id: z
    .string()
    .regex(/^[\w.:-]{1,100}$/, "must be 1 to 100 letters, digits, or . : _ -")
    .optional(),
  mapping: z.string().max(20_000).optional(),
  started_at: z.string().max(100).optional(),
});

/**
 * A file of any size, streamed; 201 with its counts when it is in. Records that are no receipts are read by `mapping`,
 * or without one by a guess from their names alone; the answer's `mapping` says which was applied (null for receipts).
 * A zip of files is taken in file by file, each recognised by itself: `files` says what became of each.
 * `started_at` is the time of records that have none; without it these are rejected, as no other time is ever put there.
 * Outcomes of runs that are known (`id` or `task_id`, `status`, `human_edits` …) amend these and insert nothing.
 */
export async function POST(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "ingest");
    if (!access.ok) return access.response;
    const given = parameters.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!given.success) {
      return badParameters(parameterItems(given.error));
    }
    const mapping = readMapping(given.data.mapping ?? null);
    if (!mapping.ok) return badParameters(mapping.errors);
    const time = readStartedAt(given.data.started_at ?? null);
    if (!time.ok) return badParameters(time.errors);
    if (!request.body) return problem(422, "The file is empty: there is no record in it.");
    const announced = Number(request.headers.get("content-length"));
    const uploadId = given.data.upload_id ?? randomUUID();
    const result = await takeIn({
      db: getDb(),
      project: access.project,
      uploadId,
      filename: given.data.filename,
      format: given.data.format,
      mapping: mapping.mapping,
      startedAt: time.startedAt,
      totalBytes: Number.isSafeInteger(announced) && announced > 0 ? announced : null,
      by: access.by,
      body: request.body,
    });
    return result instanceof FileError ? problem(409, result.message) : ingestAnswer(result, 201, { uploadId });
  });
}

/** An upload that cannot even begin is a FileError: it is being undone. */
async function takeIn(options: UploadOptions): Promise<ArchiveResult | FileError> {
  try {
    return await uploadFile(options);
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
}

const page = z.strictObject({
  status: z.enum(UPLOAD_STATUSES).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
  cursor: z.string().optional(),
});

/** The uploads of the project, the latest first: a page of them, with a `next_cursor` that goes on as `cursor`. */
export async function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const given = page.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!given.success) return badParameters(parameterItems(given.error));
    const { status, limit, cursor } = given.data;
    const after = cursor === undefined ? null : readUploadCursor(cursor);
    if (cursor !== undefined && after === null) {
      const message = "cursor is none that was given out here";
      return badParameters([{ pointer: "cursor", code: "invalid_value", message }]);
    }
    const { uploads, next } = await listUploads(getDb(), access.project.id, { limit, after, status });
    return Response.json({ uploads: uploads.map(wireUpload), next_cursor: next && writeUploadCursor(next) });
  });
}

function parameterItems(error: z.ZodError): ProblemItem[] {
  return error.issues.map((issue) => {
    const pointer = issue.path.join(".") || (issue.code === "unrecognized_keys" ? issue.keys.join(", ") : "");
    return { pointer, code: issue.code, message: `${pointer}: ${issue.message}` };
  });
}
