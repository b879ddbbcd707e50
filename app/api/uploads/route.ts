import { randomUUID } from "node:crypto";
import { z } from "zod";
import { getDb } from "@/db/client";
import { uploadFile } from "@/db/ingest/upload-file";
import { authorise } from "../authorise";
import { handle } from "../handle";
import { ingestAnswer } from "../ingest-answer";
import { otherMethods } from "../other-methods";
import { badParameters, problem } from "../problem";
import { readMapping } from "./read-mapping";

export const { OPTIONS, GET, PUT, PATCH, DELETE } = otherMethods("POST");

const parameters = z.strictObject({
  filename: z.string().min(1).max(255).default("upload"),
  format: z.enum(["auto", "receipt", "csv", "outcomes"]).default("auto"),
  upload_id: z
    .string()
    .regex(/^[\w.:-]{1,100}$/, "must be 1 to 100 letters, digits, or . : _ -")
    .optional(),
  mapping: z.string().max(20_000).optional(),
});

/**
 * A file of any size, streamed; 201 with its counts when it is in. Records that are no receipts are read by `mapping`,
 * or without one by a guess from their names alone; the answer's `mapping` says which was applied (null for receipts).
 * Outcomes of runs that are known (`id` or `task_id`, `status`, `human_edits` …) amend these and insert nothing.
 */
export async function POST(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "ingest");
    if (!access.ok) return access.response;
    const given = parameters.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!given.success) {
      return badParameters(
        given.error.issues.map((issue) => {
          const pointer = issue.path.join(".") || (issue.code === "unrecognized_keys" ? issue.keys.join(", ") : "");
          return { pointer, code: issue.code, message: `${pointer}: ${issue.message}` };
        }),
      );
    }
    const mapping = readMapping(given.data.mapping ?? null);
    if (!mapping.ok) return badParameters(mapping.errors);
    if (!request.body) return problem(422, "The file is empty: there is no record in it.");
    const announced = Number(request.headers.get("content-length"));
    const uploadId = given.data.upload_id ?? randomUUID();
    const result = await uploadFile({
      db: getDb(),
      project: access.project,
      uploadId,
      filename: given.data.filename,
      format: given.data.format,
      mapping: mapping.mapping,
      totalBytes: Number.isSafeInteger(announced) && announced > 0 ? announced : null,
      by: access.by,
      body: request.body,
    });
    return ingestAnswer(result, 201, { uploadId });
  });
}
