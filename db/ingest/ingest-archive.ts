import { systemFileReason } from "@/lib/receipts/system-file";
import { countBytes, isGzip, isZip, peekHead, refuseBomb } from "./decompress";
import { FileError } from "./file-error";
import {
  type IngestCounts,
  type IngestOptions,
  type IngestResult,
  ingestStream,
  REJECTS_SHOWN,
  type Reject,
} from "./ingest-stream";
import { readZip, type ZipEntry } from "./read-zip";

/** What became of one file of an archive. */
export type ArchiveFile = IngestCounts & {
  /** Its path in the archive: for people, and for formats that a name says something in. */
  name: string;
  format: string | null;
  recognisedBy: string | null;
  /** Why it was not looked into, in words; null if it was. */
  leftOut: string | null;
  /** Why reading it ended before its end, in words; null if it did not. */
  failure: string | null;
};

export type ArchiveResult = IngestResult & {
  /** The first files of an archive; null where it is none. */
  files: ArchiveFile[] | null;
  /** Files beyond these. Their counts are in the sums. */
  filesNotShown: number;
};

const FILES_SHOWN = 1_000;
const NAME_LENGTH = 300;
const NONE: IngestCounts = { received: 0, inserted: 0, amended: 0, duplicates: 0, unpriced: 0, rejected: 0 };

/**
 * A file, or a zip of files one after the other, each recognised by itself and taken in by the one way in; counts are
 * sums. A file of it that cannot be read keeps no other from being taken in.
 */
export async function ingestArchive(options: IngestOptions): Promise<ArchiveResult> {
  let bytesIn = 0;
  const counted = countBytes(options.body, (bytes) => {
    bytesIn += bytes;
  });
  const { head, all } = await peekHead(counted);
  if (!isZip(head)) return { ...(await ingestStream({ ...options, body: all })), files: null, filesNotShown: 0 };

  const result: ArchiveResult = {
    ...NONE,
    ...{ format: "zip", mapping: options.mapping, recognisedBy: null, list: null, failure: null },
    ...{ leftOut: [], rejects: [], files: [], filesNotShown: 0 },
  };
  let bytesOut = 0;
  const onBytes = (bytes: number) => {
    bytesOut += bytes;
    refuseBomb(bytesIn, bytesOut);
  };
  try {
    for await (const entry of readZip(all)) {
      options.signal?.throwIfAborted();
      if (entry.name.endsWith("/")) continue;
      const { file, rejects, stop } = await ingestEntry(options, entry, result, () => bytesIn, onBytes);
      Object.assign(result, sumOf(result, file));
      result.rejects.push(...rejects.slice(0, REJECTS_SHOWN - result.rejects.length));
      addFile(result, file);
      if (stop) throw stop;
    }
    if (result.received === 0) throw nothingRead(result.files ?? []);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    result.failure = error;
  }
  return result;
}

type Taken = {
  file: ArchiveFile;
  rejects: Reject[];
  /** Why the files after it cannot be read either. */
  stop: FileError | null;
};

/** `before` holds the counts of the files before it, for the progress of them all. */
async function ingestEntry(
  options: IngestOptions,
  entry: ZipEntry,
  before: IngestCounts,
  bytesIn: () => number,
  onBytes: (bytes: number) => void,
): Promise<Taken> {
  const name = shownName(entry.name);
  const reason = systemFileReason(entry.name);
  const file: ArchiveFile = { ...NONE, name, format: null, recognisedBy: null, leftOut: reason, failure: null };
  if (reason !== null) return { file, rejects: [], stop: null };
  const named = (reject: Reject): Reject => ({ ...reject, file: name });
  let stop: FileError | null = null;
  async function* body(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of countBytes(entry.bytes, onBytes)) yield chunk;
    } catch (error) {
      if (error instanceof FileError && error.code !== "unsupported") stop = error;
      throw error;
    }
  }
  const { onProgress, onRejects } = options;
  const read = await ingestStream({
    ...options,
    body: unpacked(body()),
    // A format that looks at the name knows that of a file by itself.
    filename: baseName(name),
    onRejects: onRejects && ((rejects) => onRejects(rejects.map(named))),
    onProgress:
      onProgress &&
      ((own) => onProgress({ ...sumOf(before, own), bytes: bytesIn(), format: "zip", mapping: options.mapping })),
  });
  const { format, recognisedBy, failure, received, inserted, amended, duplicates, unpriced, rejected } = read;
  const isNoText = received === 0 && (failure?.code === "unsupported" || failure?.code === "empty");
  const words = failure?.message ?? null;
  if (failure?.code === "cancelled" || failure?.code === "superseded") stop = failure;
  return {
    file: {
      ...{ name, format, recognisedBy, received, inserted, amended, duplicates, unpriced, rejected },
      ...(isNoText ? { leftOut: words, failure: null } : { leftOut: null, failure: words }),
    },
    rejects: read.rejects.map(named),
    stop,
  };
}

/** What is packed once more could unpack to anything, and is not looked into. */
export async function* unpacked(bytes: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const { head, all } = await peekHead(bytes);
  if (isGzip(head) || isZip(head)) throw new FileError("broken", "It is packed itself: unpack it first.");
  yield* all;
}

/** A name may be anything; what no text can hold is shown as unknown. */
export function shownName(name: string): string {
  return name.replace(/\p{Cc}/gu, "\ufffd").slice(0, NAME_LENGTH);
}

export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) || path;
}

function sumOf(one: IngestCounts, other: IngestCounts): IngestCounts {
  return {
    received: one.received + other.received,
    inserted: one.inserted + other.inserted,
    amended: one.amended + other.amended,
    duplicates: one.duplicates + other.duplicates,
    unpriced: one.unpriced + other.unpriced,
    rejected: one.rejected + other.rejected,
  };
}

function addFile(result: ArchiveResult, file: ArchiveFile): void {
  if (result.files && result.files.length < FILES_SHOWN) result.files.push(file);
  else result.filesNotShown += 1;
}

function nothingRead(files: ArchiveFile[]): FileError {
  const [first] = files.filter(({ failure }) => failure !== null).concat(files);
  if (!first) return new FileError("empty", "The zip is empty: there is no file in it.");
  return new FileError(
    "unsupported",
    `No record was found in the zip. ${first.name}: ${first.failure ?? first.leftOut}`,
  );
}
