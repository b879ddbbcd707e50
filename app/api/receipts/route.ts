import { getDb } from "@/db/client";
import { ingestStream } from "@/db/ingest/ingest-stream";
import { listReceipts, type ReceiptCursor } from "@/db/queries/list-receipts";
import { csvLine } from "@/lib/csv";
import { type Filter, parseFilter } from "@/lib/filter";
import { CSV_COLUMNS, csvFields } from "@/lib/receipts/csv-columns";
import { wireReceipt } from "@/lib/receipts/wire-receipt";
import { toWire } from "@/lib/wire";
import { authorise } from "../authorise";
import { handle } from "../handle";
import { ingestAnswer } from "../ingest-answer";
import { badParameters, problem } from "../problem";
import { streamOf } from "../stream";
import { readCursor, writeCursor } from "./cursor";

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

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1_000;
const FORMATS = ["json", "ndjson", "csv"];

/** The receipts of a filter, the latest first: a page as JSON, all of them as NDJSON or CSV. */
export async function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const { searchParams } = new URL(request.url);
    const parsed = parseFilter(searchParams, ["format", "limit", "cursor"]);
    const errors = parsed.ok ? [] : [...parsed.errors];
    const format = searchParams.get("format") ?? "json";
    const limit = Number(searchParams.get("limit") ?? DEFAULT_LIMIT);
    const cursor = searchParams.get("cursor");
    const after = cursor === null ? null : readCursor(cursor);
    const fail = (pointer: string, message: string) => errors.push({ pointer, code: "invalid_value", message });
    if (!FORMATS.includes(format)) fail("format", `format must be one of ${FORMATS.join(", ")}`);
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) fail("limit", `limit must be 1 to ${MAX_LIMIT}`);
    if (cursor !== null && after === null) fail("cursor", "cursor is none that was given out here");
    if (!parsed.ok || errors.length > 0) return badParameters(errors);
    if (format === "json") {
      const page = await listReceipts(getDb(), access.project, parsed.filter, { limit, after });
      const nextCursor = page.next && writeCursor(page.next);
      return Response.json(toWire({ receipts: page.receipts.map(wireReceipt), nextCursor }));
    }
    const type = format === "csv" ? "text/csv" : "application/x-ndjson";
    return new Response(streamOf(lines(access.project, parsed.filter, format, after)), {
      headers: {
        "Content-Type": `${type}; charset=utf-8`,
        "Content-Disposition": `attachment; filename="receipts.${format}"`,
      },
    });
  });
}

/** A page of lines at a time, so that memory stays flat however many there are. */
async function* lines(
  project: { id: string; timeZone: string },
  filter: Filter,
  format: string,
  start: ReceiptCursor | null,
): AsyncGenerator<string> {
  if (format === "csv") yield csvLine(CSV_COLUMNS);
  let after = start;
  do {
    const page = await listReceipts(getDb(), project, filter, { limit: MAX_LIMIT, after });
    const wires = page.receipts.map((receipt) => toWire(wireReceipt(receipt)) as Record<string, unknown>);
    yield wires.map((wire) => (format === "csv" ? csvLine(csvFields(wire)) : `${JSON.stringify(wire)}\n`)).join("");
    after = page.next;
  } while (after);
}
