import { authorise } from "@/app/api/authorise";
import { handle } from "@/app/api/handle";
import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { piecesOf } from "@/lib/receipts/formats/pieces-of";
import { readSpan } from "@/lib/receipts/formats/read-span";
import { findSpans } from "@/lib/receipts/formats/span";
import { inEncoding, tracesAnswer } from "./answer";
import { encodingOf, readTraces } from "./read-body";
import { takeParts } from "./take-parts";

export const { GET, OPTIONS, PUT, PATCH, DELETE } = otherMethods("POST");

/**
 * OTLP/HTTP: spans of a model and its tools become parts of runs, in JSON or protobuf, plain or gzip. Answered after
 * the commit. Spans of anything else are no error and are left out; spans with something wrong in them are counted as
 * rejected, and the others kept.
 */
export async function POST(request: Request): Promise<Response> {
  const encoding = encodingOf(request);
  const response = await handle(async () => {
    const access = await authorise(request, "ingest");
    if (!access.ok) return access.response;
    if (!encoding) return problem(415, "Send traces as application/json or application/x-protobuf.");
    const traces = await readTraces(request, encoding);
    if (!traces.ok) return problem(traces.status, traces.message);
    const read = findSpans(traces.document).map((raw) => readSpan(raw, { startedAt: null, idOf: null }));
    const rejected = read.flatMap((each) => ("errors" in each ? [each.errors] : []));
    await takeParts(access.project, access.by, read.flatMap(piecesOf));
    return tracesAnswer(encoding, rejected);
  });
  return inEncoding(encoding, response);
}
