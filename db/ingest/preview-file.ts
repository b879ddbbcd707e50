import { fileSignature } from "@/lib/receipts/file-signature";
import { recogniseFormat } from "@/lib/receipts/formats/registry";
import { guessMapping } from "@/lib/receipts/guess-mapping";
import { leafPaths } from "@/lib/receipts/leaf-paths";
import type { Mapping } from "@/lib/receipts/mapping";
import { areOutcomes } from "@/lib/receipts/outcomes/outcome-columns";
import { recallMapping } from "@/lib/receipts/remembered-mapping";
import type { Db } from "../client";
import { getMapping } from "../queries/get-mapping";
import { areReceipts } from "./choose-mapping";
import { countTimeless } from "./count-timeless";
import { objectsOf } from "./create-reader";
import { FileError } from "./file-error";
import { type FileHead, readHead } from "./read-head";
import type { Layout, SourceRecord } from "./read-records";

/** What a file looks like by its first bytes, before anything of it is taken in. */
export type FilePreview = {
  layout: Layout;
  /** The list that is read, where the records stand in one in a JSON object. */
  list: string | null;
  /** The records are receipts as they are. */
  receipts: boolean;
  /** The records are outcomes of runs that are known. */
  outcomes: boolean;
  /** The foreign format that the records are of, what it was recognised by, and how many of them say no time. */
  foreign: { label: string; because: string; timeless: number } | null;
  /** Every path that a record has, nested ones with dots. */
  paths: string[];
  sample: Record<string, unknown>[];
  /** As used last for a file of this kind, or guessed. */
  mapping: Mapping;
  remembered: boolean;
  /** Targets of a remembered mapping that are the same for all, as they were in the file before. */
  carried: string[];
  /** As guessed from the names, whatever was used before. */
  guess: Mapping;
};

const MAX_PATHS = 300;

function noRecord(first: SourceRecord[]): FileError {
  const found = "No record was found at the beginning of this file";
  const broken = first.find((each) => "error" in each);
  if (!broken || !("error" in broken)) return new FileError("empty", `${found}.`);
  return new FileError("broken", `${found}: line ${broken.line} ${broken.error.message}.`);
}

/**
 * Recognises a file by its beginning, by the same code that will read all of it.
 *
 * @throws FileError in words if it is nothing that can be read.
 */
export async function previewFile(db: Db, projectId: string, head: FileHead): Promise<FilePreview> {
  const { layout, list, first } = await readHead(head);
  const sample = objectsOf(first);
  const found = recogniseFormat(first.flatMap((each) => ("record" in each ? [each.record] : [])));
  if (sample.length === 0) throw noRecord(first);
  const guess = guessMapping(sample).mapping;
  const saved = await getMapping(db, projectId, fileSignature(sample));
  return {
    layout,
    list,
    receipts: areReceipts(layout, sample),
    outcomes: areOutcomes(sample),
    foreign: found && {
      label: found.format.label,
      because: found.because,
      timeless: countTimeless(found.format, head.filename, first),
    },
    paths: leafPaths(sample).slice(0, MAX_PATHS),
    sample,
    ...(saved ? recallMapping(saved, guess, sample) : { mapping: guess, carried: [] }),
    remembered: saved !== null,
    guess,
  };
}
