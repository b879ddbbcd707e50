import { getDb } from "@/db/client";
import { ingestStream } from "@/db/ingest/ingest-stream";
import { listReceipts, type ReceiptCursor } from "@/db/queries/list-receipts";
import { csvLine } from "@/lib/csv";
import { type Filter, parseFilter } from "@/lib/filter";
import { formatCount } from "@/lib/format";
import { CSV_COLUMNS, csvFields } from "@/lib/receipts/csv-columns";
import { wireReceipt } from "@/lib/receipts/wire-receipt";
import { toWire } from "@/lib/wire";
import { authorise } from "../authorise";
import { handle } from "../handle";
import { ingestAnswer } from "../ingest-answer";
import { otherMethods } from "../other-methods";
import { badParameters, problem } from "../problem";
import { streamOf } from "../stream";
import { readCursor, writeCursor } from "./cursor";

export const { OPTIONS, PUT, PATCH, DELETE } = otherMethods("GET", "POST");

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
      by: access.by,
      together: true,
    });
    return ingestAnswer(result, 200, {});
  });
}

const DEFAULT_LIMIT = 100;
const PAGE = 1_000;
const FORMATS = ["json", "ndjson", "csv"];

/**
 * The receipts of a filter, the latest first. As JSON a page: `limit` of them (1 to 1,000, by default 100), with a
 * `next_cursor` that goes on as `cursor`. As NDJSON or CSV a stream of all of them, or of the first `limit`, which may
 * be any number there.
 */
export async function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const { searchParams } = new URL(request.url);
    const parsed = parseFilter(searchParams, ["format", "limit", "cursor"]);
    const errors = parsed.ok ? [] : [...parsed.errors];
    const format = searchParams.get("format") ?? "json";
    const limit = readLimit(searchParams.get("limit"), format === "json" ? PAGE : Number.MAX_SAFE_INTEGER);
    const cursor = searchParams.get("cursor");
    const after = cursor === null ? null : readCursor(cursor);
    const fail = (pointer: string, message: string) => errors.push({ pointer, code: "invalid_value", message });
    if (!FORMATS.includes(format)) fail("format", `format must be one of ${FORMATS.join(", ")}`);
    if (!limit.ok) fail("limit", limit.message);
    if (cursor !== null && after === null) fail("cursor", "cursor is none that was given out here");
    if (!parsed.ok || !limit.ok || errors.length > 0) return badParameters(errors);
    if (format === "json") {
      const page = await listReceipts(getDb(), access.project, parsed.filter, {
        limit: limit.value ?? DEFAULT_LIMIT,
        after,
      });
      const nextCursor = page.next && writeCursor(page.next);
      return Response.json(toWire({ receipts: page.receipts.map(wireReceipt), nextCursor }));
    }
    const type = format === "csv" ? "text/csv" : "application/x-ndjson";
    return new Response(streamOf(lines(access.project, parsed.filter, format, { after, limit: limit.value })), {
      headers: {
        "Content-Type": `${type}; charset=utf-8`,
        "Content-Disposition": `attachment; filename="receipts.${format}"`,
      },
    });
  });
}

/** A whole number from 1 on; null where none is given. */
function readLimit(
  text: string | null,
  max: number,
): { ok: true; value: number | null } | { ok: false; message: string } {
  if (text === null) return { ok: true, value: null };
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= max) return { ok: true, value };
  const range = max === PAGE ? `a whole number from 1 to ${formatCount(PAGE)}` : "a whole number from 1 on";
  return { ok: false, message: `limit must be ${range}` };
}

/** A page of lines at a time, so that memory stays flat however many there are. */
async function* lines(
  project: { id: string; timeZone: string },
  filter: Filter,
  format: string,
  range: { after: ReceiptCursor | null; limit: number | null },
): AsyncGenerator<string> {
  if (format === "csv") yield csvLine(CSV_COLUMNS);
  let after = range.after;
  let left = range.limit ?? Number.POSITIVE_INFINITY;
  do {
    const page = await listReceipts(getDb(), project, filter, { limit: Math.min(PAGE, left), after });
    left -= page.receipts.length;
    const wires = page.receipts.map((receipt) => toWire(wireReceipt(receipt)) as Record<string, unknown>);
    yield wires.map((wire) => (format === "csv" ? csvLine(csvFields(wire)) : `${JSON.stringify(wire)}\n`)).join("");
    after = page.next;
  } while (after && left > 0);
}
