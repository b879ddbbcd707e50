import type { FileError } from "@/db/ingest/file-error";
import type { IngestResult } from "@/db/ingest/ingest-stream";
import { toWire, verbatim } from "@/lib/wire";
import { problem } from "./problem";

const STATUS_OF: Record<FileError["code"], number> = {
  empty: 422,
  unsupported: 415,
  too_big: 413,
  cut_off: 400,
  broken: 400,
  mapping_needed: 422,
};

/** The counts of the contract; as a problem where nothing was good, or where reading ended early. */
export function ingestAnswer(result: IngestResult, success: number, extra: Record<string, unknown>): Response {
  const { failure, rejects, rejected, mapping, ...counts } = result;
  const applied = { mapping: mapping && verbatim(mapping) };
  const body = { ...counts, ...applied, rejected: rejects, rejectedCount: rejected, ...extra };
  if (failure) {
    const kept = result.received - result.rejected;
    const detail = kept > 0 ? `${failure.message} The ${kept} good records before that are kept.` : failure.message;
    return problem(STATUS_OF[failure.code], detail, body);
  }
  if (result.received === result.rejected) {
    const first = rejects[0];
    const error = first?.errors[0];
    const example = error ? `; line ${first.line}: ${error.pointer || "the record"} ${error.message}` : "";
    return problem(422, `All ${result.received} records were rejected${example}.`, body);
  }
  return Response.json(toWire(body), { status: success });
}
