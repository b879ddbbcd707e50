import { takeFirst } from "./create-reader";
import { decompress } from "./decompress";
import { FileError } from "./file-error";
import { type Layout, readRecords, type SourceRecord } from "./read-records";

/** The beginning of a file that is still with its owner. */
export type FileHead = {
  filename: string;
  /** Bytes of the whole file; null if they are not known, and the head is taken for all of it. */
  size: number | null;
  bytes: AsyncIterable<Uint8Array>;
};

/**
 * The first records of a file by its beginning, which ends in the middle of a record unless it is all of the file.
 *
 * @throws FileError in words if it is nothing that can be read.
 */
export async function readHead(
  head: FileHead,
): Promise<{ layout: Layout; list: string | null; first: SourceRecord[] }> {
  let bytes = 0;
  const plain = decompress(head.bytes, (more) => {
    bytes += more;
  });
  const { layout, list, records } = await readRecords(untilCut(plain), head.filename);
  let ended = false;
  async function* whole(): AsyncGenerator<SourceRecord[]> {
    yield* records;
    ended = true;
  }
  const first = await takeFirst(whole());
  // What was read to its end although the file goes on has its last record cut.
  if (ended && head.size !== null && bytes < head.size) first.pop();
  return { layout, list, first };
}

export async function* untilCut(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* source;
  } catch (error) {
    if (!(error instanceof FileError) || error.code !== "cut_off") throw error;
  }
}
