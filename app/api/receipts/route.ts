import { getDb } from "@/db/client";
import { ingestStream } from "@/db/ingest/ingest-stream";
import { authorise } from "../authorise";
import { handle } from "../handle";
import { ingestAnswer } from "../ingest-answer";
import { problem } from "../problem";

/** One receipt, an array or NDJSON, plain or gzip: answered after the commit. */
export async function POST(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "ingest");
    if (!access.ok) return access.response;
    if (!request.body) return problem(422, "There is no receipt in the body.");
    const isLines = /ndjson|jsonl/.test(request.headers.get("content-type") ?? "");
    const result = await ingestStream({
      db: getDb(),
      project: access.project,
      body: request.body,
      filename: isLines ? "body.ndjson" : "body.json",
      format: "receipt",
      mapping: null,
      uploadId: null,
    });
    return ingestAnswer(result, 200, {});
  });
}
