import { guessMapping } from "@/lib/receipts/guess-mapping";
import type { Mapping } from "@/lib/receipts/mapping";
import type { Db } from "../client";
import { getMapping, saveMapping } from "../queries/get-mapping";
import { FileError } from "./file-error";
import type { Layout } from "./read-records";

/**
 * The mapping of a file: as given (and then remembered for files with these fields), or none where its records are receipts, or the one that was saved for a file
 * with these fields, or a guess from their names.
 *
 * @throws FileError if a required field is not among them.
 */
export async function chooseMapping(
  options: { db: Db; project: { id: string }; mapping: Mapping | null },
  layout: Layout,
  sample: Record<string, unknown>[],
): Promise<Mapping | null> {
  if (options.mapping) {
    if (sample.length > 0) await saveMapping(options.db, options.project.id, fieldNames(sample), options.mapping);
    return options.mapping;
  }
  // Fields of CSV are texts and flat, so that even receipts need their mapping there.
  if (sample.length === 0 || (layout !== "csv" && sample.some(isReceipt))) return null;
  const saved = await getMapping(options.db, options.project.id, fieldNames(sample));
  if (saved) return saved;
  const guess = guessMapping(sample);
  if (guess.missing.length > 0) {
    throw new FileError(
      "mapping_needed",
      `These records are no receipts, and nothing in them looks like ${guess.missing.join(", ")}. ` +
        "Send a mapping that says where to take it from, or what it is for all of them.",
    );
  }
  return guess.mapping;
}

/** The names by which a kind of file is known again. */
export function fieldNames(sample: Record<string, unknown>[]): string[] {
  return [...new Set(sample.flatMap((record) => Object.keys(record)))].sort();
}

/** Whether a record has the fields that every receipt has. */
export function isReceipt(record: Record<string, unknown>): boolean {
  return ["id", "started_at", "workflow", "step", "model", "status"].every((field) => field in record);
}
