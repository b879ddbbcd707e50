import { fileSignature } from "@/lib/receipts/file-signature";
import type { Mapping } from "@/lib/receipts/mapping";
import { type FieldError, parseReceipt } from "@/lib/receipts/parse-receipt";
import { type BatchItem, conflictError } from "@/lib/receipts/plan-batch";
import { withoutFixedTime } from "@/lib/receipts/remembered-mapping";
import { dayIn } from "@/lib/time";
import type { Db } from "../client";
import { saveMapping } from "../queries/get-mapping";
import type { Project } from "../queries/get-project";
import { createReader } from "./create-reader";
import { decompress } from "./decompress";
import { FileError } from "./file-error";
import { readRecords } from "./read-records";
import { type BatchResult, createBatchWriter } from "./write-batch";

/** A record that was not taken: where it stood, and all that is wrong with it. */
export type Reject = { line: number; id: string | null; errors: FieldError[] };

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
  /** `receipt`, or the layout that a mapping was applied to. */
  format: string | null;
  /** The one that was applied: as given, or guessed. null where the records were receipts, or none was met. */
  mapping: Mapping | null;
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
  /** `receipt` takes records as they are; `auto` maps them where they are none. */
  format: "auto" | "receipt" | "csv";
  /** null to guess one where it is needed. One that is given is remembered for files of its kind. */
  mapping: Mapping | null;
  uploadId: string | null;
  /** Called after every commit, with what is safe so far. */
  onProgress?: (
    progress: IngestCounts & { bytes: number; format: string | null; mapping: Mapping | null },
  ) => Promise<void>;
  onRejects?: (rejects: Reject[]) => Promise<void>;
};

const BATCH = 3_000;
const REJECTS_SHOWN = 1_000;

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
    list: null,
    rejects: [],
    failure: null,
  };
  let bytes = 0;
  let items: BatchItem[] = [];
  let rejects: Reject[] = [];
  let writing: Promise<void> = Promise.resolve();
  const write = createBatchWriter(db, {
    projectId: project.id,
    uploadId: options.uploadId,
    dayOf: dayIn(project.timeZone),
  });

  const reject = (each: Reject) => {
    result.rejected += 1;
    if (result.rejects.length < REJECTS_SHOWN) result.rejects.push(each);
    rejects.push(each);
  };

  async function commit(batch: BatchItem[], refused: Reject[]): Promise<void> {
    if (batch.length > 0)
      addCounts(result, await write(batch), (each) => {
        result.rejected += 1;
        if (result.rejects.length < REJECTS_SHOWN) result.rejects.push(each);
        refused.push(each);
      });
    if (refused.length > 0) await onRejects?.(refused);
    await onProgress?.({ ...result, bytes });
  }

  /** Reading goes on while the last batch is written: one is on its way at most. */
  async function flush(): Promise<void> {
    await writing;
    const [batch, refused] = [items, rejects];
    items = [];
    rejects = [];
    writing = commit(batch, refused);
    // An error is met by the next await; without this the process would take it as nobody's.
    writing.catch(() => {});
  }

  try {
    const plain = decompress(options.body, (more) => {
      bytes += more;
    });
    const { layout, list, records } = await readRecords(plain, options.filename);
    result.list = list;
    const read = await createReader(options, layout, records);
    result.format = read.format;
    result.mapping = read.mapping;
    if (options.mapping && read.mapping && read.sample.length > 0) {
      await saveMapping(db, project.id, fileSignature(read.sample), withoutFixedTime(read.mapping));
    }
    for await (const found of read.records) {
      for (const each of found) {
        result.received += 1;
        if ("error" in each) reject({ line: each.line, id: null, errors: [each.error] });
        else {
          const parsed = parseReceipt(read.toWire(each.record));
          if (parsed.ok) items.push({ line: each.line, receipt: parsed.receipt });
          else reject({ line: each.line, id: parsed.id, errors: parsed.errors });
        }
        if (items.length >= BATCH || rejects.length >= BATCH) await flush();
      }
    }
    if (result.received === 0) throw new FileError("empty", "The file is empty: there is no record in it.");
  } catch (error) {
    if (!(error instanceof FileError)) {
      await writing;
      throw error;
    }
    result.failure = error;
  }
  await flush();
  await writing;
  result.rejects.sort((a, b) => a.line - b.line);
  return result;
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
