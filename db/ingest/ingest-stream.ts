import { fileSignature } from "@/lib/receipts/file-signature";
import { piecesOf } from "@/lib/receipts/formats/pieces-of";
import type { PartItem } from "@/lib/receipts/formats/plan-parts";
import type { Mapping } from "@/lib/receipts/mapping";
import { parseOutcomeLine } from "@/lib/receipts/outcomes/parse-outcome-line";
import { type FieldError, parseReceipt } from "@/lib/receipts/parse-receipt";
import { type BatchItem, conflictError } from "@/lib/receipts/plan-batch";
import { withoutFixedTime } from "@/lib/receipts/remembered-mapping";
import { dayIn } from "@/lib/time";
import type { Db } from "../client";
import { saveMapping } from "../queries/get-mapping";
import type { Project } from "../queries/get-project";
import { createReader, type UploadFormat } from "./create-reader";
import { decompress } from "./decompress";
import { FileError } from "./file-error";
import { findRuns, type OutcomeRow } from "./find-runs";
import { sorted } from "./forecast-parts";
import { createGroupWriter } from "./group-commit";
import { readRecords } from "./read-records";
import { RunTally } from "./run-tally";
import { type BatchResult, createBatchWriter, type Target } from "./write-batch";
import { writeOutcomes } from "./write-outcomes";
import { writeParts } from "./write-parts";

/** A record that was not taken: where it stood, and all that is wrong with it. */
export type Reject = {
  line: number;
  id: string | null;
  errors: FieldError[];
  /** The file in an archive that the line is of. */
  file?: string;
};

/** Records that carry nothing to count. */
export type LeftOut = { reason: string; count: number };

/** In a foreign format a run is made of several records: `received` counts these, `inserted` and `amended` runs. */
export type IngestCounts = {
  /** Records met, good and bad; blank lines are none. */
  received: number;
  inserted: number;
  amended: number;
  duplicates: number;
  unpriced: number;
  rejected: number;
};

export type IngestResult = IngestCounts & {
  /** `receipt`, `outcomes`, or the layout that a mapping was applied to. */
  format: string | null;
  /** The one that was applied: as given, or guessed. null where the records were receipts, or none was met. */
  mapping: Mapping | null;
  /** What a foreign format was recognised by; null where it was named, or is none. */
  recognisedBy: string | null;
  /** Records of a foreign format that carry nothing to count, by why. */
  leftOut: LeftOut[];
  /** The list that was read, where the records stand in one in a JSON object. */
  list: string | null;
  /** The first rejected records; all of them went to `onRejects`. */
  rejects: Reject[];
  /** Why reading ended before the end of the file, if it did. What was whole until then is kept. */
  failure: FileError | null;
};

export type IngestOptions = {
  db: Db;
  project: Pick<Project, "id" | "timeZone">;
  body: AsyncIterable<Uint8Array>;
  filename: string;
  /** `receipt` takes records as they are, `outcomes` amends runs that are known; `auto` tells them and maps the rest. */
  format: UploadFormat;
  /** null to guess one where it is needed. One that is given is remembered for files of its kind. */
  mapping: Mapping | null;
  /** What the sender says of records that have no time, UTC ISO 8601; absent or null where they are refused. */
  startedAt?: string | null;
  uploadId: string | null;
  /** Who sends it, for the history of receipts that it changes; absent or null where nobody knows. */
  by?: string | null;
  /** Commit with what other requests of the project bring at this time: for small ones, of which there are many. */
  together?: boolean;
  /** Called after every commit, with what is safe so far. */
  onProgress?: (
    progress: IngestCounts & { bytes: number; format: string | null; mapping: Mapping | null },
  ) => Promise<void>;
  onRejects?: (rejects: Reject[]) => Promise<void>;
  /** Once it is aborted, for a FileError as its reason, reading ends and no further batch is written. */
  signal?: AbortSignal;
};

/** Records of a batch, and the plain bytes of them at which it ends early: long records must not fill the memory. */
const BATCH = 4_000;
const BATCH_BYTES = 3_000_000;
export const REJECTS_SHOWN = 1_000;

/**
 * The one way in: bytes → records → mapping → validation → price → batches, each committed as a whole.
 * Memory holds one batch that is being written and one that is being read, whatever the size of the file.
 *
 * Never throws for bad input: a bad record is in `rejects`, a bad file in `failure`.
 */
export async function ingestStream(options: IngestOptions): Promise<IngestResult> {
  const { db, project, onProgress, onRejects } = options;
  const result: IngestResult = {
    received: 0,
    inserted: 0,
    amended: 0,
    duplicates: 0,
    unpriced: 0,
    rejected: 0,
    format: null,
    mapping: null,
    recognisedBy: null,
    leftOut: [],
    list: null,
    rejects: [],
    failure: null,
  };
  let bytes = 0;
  let plainBytes = 0;
  let items: BatchItem[] = [];
  let outcomes: OutcomeRow[] = [];
  let parts: PartItem[] = [];
  const leftOut = new Map<string, number>();
  const runs = new RunTally();
  let rejects: Reject[] = [];
  let writing: Promise<void> = Promise.resolve();
  const target: Target = {
    projectId: project.id,
    uploadId: options.uploadId,
    by: { origin: options.uploadId === null ? "post" : "upload", author: options.by ?? null },
    dayOf: dayIn(project.timeZone),
  };
  const writer = options.together ? createGroupWriter(db, target) : createBatchWriter(db, target);

  const reject = (each: Reject) => {
    result.rejected += 1;
    if (result.rejects.length < REJECTS_SHOWN) result.rejects.push(each);
    rejects.push(each);
  };

  async function commit(
    batch: BatchItem[],
    pieces: PartItem[],
    amendments: OutcomeRow[],
    refused: Reject[],
  ): Promise<void> {
    const refuse = (each: Reject) => {
      result.rejected += 1;
      if (result.rejects.length < REJECTS_SHOWN) result.rejects.push(each);
      refused.push(each);
    };
    if (batch.length > 0) addCounts(result, await writer.write(batch), refuse);
    if (pieces.length > 0) {
      const written = await writeParts(db, target, pieces);
      Object.assign(result, runs.add(written));
      result.duplicates += written.duplicates;
    }
    if (amendments.length > 0) await amend(amendments, refuse);
    if (refused.length > 0) await onRejects?.(refused);
    await onProgress?.({ ...result, bytes });
  }

  /** A file of outcomes inserts nothing: each of its lines is about a run that is known, or refused. */
  async function amend(rows: OutcomeRow[], refuse: (reject: Reject) => void): Promise<void> {
    const by = { origin: "outcomes", author: options.by ?? null } as const;
    const target = { projectId: project.id, uploadId: options.uploadId, by };
    const plan = await writeOutcomes(db, target, (tx) => findRuns(tx, project.id, rows));
    result.amended += plan.amended;
    result.duplicates += plan.duplicates;
    for (const { line, id, error } of plan.refusals) refuse({ line, id, errors: [error] });
  }

  /** Reading goes on while the last batch is written: one is on its way at most, and none begins after an abort. */
  async function flush(): Promise<void> {
    await writing;
    if (options.signal?.aborted) {
      items = [];
      parts = [];
      outcomes = [];
    }
    const [batch, pieces, amendments, refused] = [items, parts, outcomes, rejects];
    items = [];
    parts = [];
    outcomes = [];
    rejects = [];
    plainBytes = 0;
    writing = commit(batch, pieces, amendments, refused);
    // An error is met by the next await; without this the process would take it as nobody's.
    writing.catch(() => {});
  }

  async function* counted(plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of plain) {
      plainBytes += chunk.length;
      yield chunk;
    }
  }

  try {
    const plain = decompress(options.body, (more) => {
      bytes += more;
    });
    const { layout, list, records } = await readRecords(counted(plain), options.filename);
    result.list = list;
    const read = await createReader(options, layout, records);
    result.format = read.format;
    result.mapping = read.mapping;
    result.recognisedBy = read.foreign?.because ?? null;
    if (options.mapping && read.mapping && read.sample.length > 0) {
      await saveMapping(db, project.id, fileSignature(read.sample), withoutFixedTime(read.mapping));
    }
    for await (const found of read.records) {
      options.signal?.throwIfAborted();
      for (const each of found) {
        result.received += 1;
        if ("error" in each) reject({ line: each.line, id: null, errors: [each.error] });
        else if (read.foreign) {
          const found = read.foreign.read(each.record);
          for (const part of piecesOf(found)) parts.push({ line: each.line, part });
          if ("leftOut" in found) leftOut.set(found.leftOut, (leftOut.get(found.leftOut) ?? 0) + 1);
          if ("errors" in found) reject({ line: each.line, id: null, errors: found.errors });
        } else if (read.format === "outcomes") {
          const parsed = parseOutcomeLine(each.record, layout === "csv");
          if (parsed.ok) outcomes.push({ line: each.line, ...parsed.line });
          else reject({ line: each.line, id: parsed.id, errors: parsed.errors });
        } else {
          const parsed = parseReceipt(read.toWire(each.record));
          if (parsed.ok) items.push(writer.place(each.line, parsed.receipt));
          else reject({ line: each.line, id: parsed.id, errors: parsed.errors });
        }
        if (items.length + parts.length + outcomes.length >= BATCH || rejects.length >= BATCH) await flush();
      }
      if (plainBytes >= BATCH_BYTES) await flush();
    }
    if (result.received === 0) throw new FileError("empty", "The file is empty: there is no record in it.");
    await writing;
    options.signal?.throwIfAborted();
  } catch (error) {
    if (!(error instanceof FileError)) {
      await writing;
      throw error;
    }
    result.failure = error;
  }
  await flush();
  await writing;
  if (result.failure === null && leftOut.size === 0 && isNothing(result)) leftOut.set(NO_CALL, result.received);
  result.leftOut = sorted(leftOut);
  result.rejects.sort((a, b) => a.line - b.line);
  return result;
}

/** Tools, agents and chains whose calls of a model stand elsewhere, or nowhere. */
const NO_CALL = "pieces of runs of which no call of a model is known yet";

function isNothing({ inserted, amended, duplicates, rejected }: IngestCounts): boolean {
  return inserted + amended + duplicates + rejected === 0;
}

function addCounts(result: IngestResult, batch: BatchResult, refuse: (reject: Reject) => void): void {
  result.inserted += batch.inserted;
  result.amended += batch.amended;
  result.duplicates += batch.duplicates;
  result.unpriced += batch.unpriced;
  for (const conflict of batch.conflicts) {
    refuse({ line: conflict.line, id: conflict.id, errors: [conflictError(conflict)] });
  }
}
