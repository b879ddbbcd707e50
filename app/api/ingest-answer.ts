import type { FileError } from "@/db/ingest/file-error";
import type { IngestResult, Reject } from "@/db/ingest/ingest-stream";
import { formatCount } from "@/lib/format";
import { toWire, verbatim } from "@/lib/wire";
import { problem } from "./problem";

const STATUS_OF: Record<FileError["code"], number> = {
  empty: 422,
  unsupported: 415,
  too_big: 413,
  cut_off: 400,
  broken: 400,
  mapping_needed: 422,
  cancelled: 409,
  superseded: 409,
};

/** The counts of the contract; as a problem where nothing was good, or where reading ended early. */
export function ingestAnswer(result: IngestResult, success: number, extra: Record<string, unknown>): Response {
  const { failure, rejects, rejected, mapping, ...counts } = result;
  const applied = { mapping: mapping && verbatim(mapping) };
  const body = { ...counts, ...applied, rejected: rejects, rejectedCount: rejected, ...extra };
  if (failure) {
    const kept = result.received - result.rejected;
    const good =
      kept === 1 ? "The one good record before that is" : `The ${formatCount(kept)} good records before that are`;
    const detail = kept > 0 ? `${failure.message} ${good} kept.` : failure.message;
    return problem(STATUS_OF[failure.code], detail, body);
  }
  if (result.received === result.rejected) {
    const first = rejects[0];
    const error = first?.errors[0];
    const example = error ? `; ${placeOf(first)}: ${error.pointer || "the record"} ${error.message}` : "";
    const all = result.received === 1 ? "The record was" : `All ${formatCount(result.received)} records were`;
    return problem(422, `${all} rejected${example}.`, body);
  }
  return Response.json(toWire(body), { status: success });
}

function placeOf({ file, line }: Reject): string {
  return `${file === undefined ? "" : `${file}, `}line ${formatCount(line)}`;
}
