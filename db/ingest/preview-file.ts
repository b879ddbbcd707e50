import { guessMapping } from "@/lib/receipts/guess-mapping";
import type { Mapping } from "@/lib/receipts/mapping";
import type { Db } from "../client";
import { getMapping } from "../queries/get-mapping";
import { fieldNames, isReceipt } from "./choose-mapping";
import { decompress } from "./decompress";
import { FileError } from "./file-error";
import { type Layout, readRecords } from "./read-records";

/** What a file looks like by its first bytes, before anything of it is taken in. */
export type FilePreview = {
  layout: Layout;
  /** The records are receipts as they are. */
  receipts: boolean;
  /** Every path that a record has, nested ones with dots. */
  paths: string[];
  sample: Record<string, unknown>[];
  /** As saved for files with these fields, or guessed. */
  mapping: Mapping;
  remembered: boolean;
};

const SAMPLE = 200;
const MAX_PATHS = 300;

/**
 * Recognises a file by its beginning, by the same code that will read all of it.
 *
 * @throws FileError in words if it is nothing that can be read.
 */
export async function previewFile(
  db: Db,
  projectId: string,
  filename: string,
  head: AsyncIterable<Uint8Array>,
): Promise<FilePreview> {
  const { layout, records } = await readRecords(untilCut(decompress(head, () => {})), filename);
  const sample: Record<string, unknown>[] = [];
  try {
    for await (const page of records) {
      for (const each of page) {
        if (
          "record" in each &&
          typeof each.record === "object" &&
          each.record !== null &&
          !Array.isArray(each.record)
        ) {
          sample.push(each.record as Record<string, unknown>);
        }
      }
      if (sample.length >= SAMPLE) break;
    }
  } catch (error) {
    // The beginning of a file ends in the middle of a record: what was whole before that is the sample.
    if (!(error instanceof FileError) || sample.length === 0) throw error;
  }
  const [first] = sample;
  if (!first) throw new FileError("empty", "No record was found at the beginning of this file.");
  const saved = await getMapping(db, projectId, fieldNames(sample.slice(0, SAMPLE)));
  return {
    layout,
    receipts: layout !== "csv" && isReceipt(first),
    paths: pathsOf(sample),
    sample: sample.slice(0, SAMPLE),
    mapping: saved ?? guessMapping(sample).mapping,
    remembered: saved !== null,
  };
}

async function* untilCut(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* source;
  } catch (error) {
    if (!(error instanceof FileError) || error.code !== "cut_off") throw error;
  }
}

function pathsOf(sample: Record<string, unknown>[]): string[] {
  const paths = new Set<string>();
  const walk = (record: Record<string, unknown>, prefix: string, depth: number) => {
    for (const [name, value] of Object.entries(record)) {
      const nested = typeof value === "object" && value !== null && !Array.isArray(value);
      if (nested && depth < 3) walk(value as Record<string, unknown>, `${prefix}${name}.`, depth + 1);
      else if (paths.size < MAX_PATHS) paths.add(`${prefix}${name}`);
    }
  };
  for (const record of sample) walk(record, "", 0);
  return [...paths];
}
