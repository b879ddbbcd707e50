import { guessMapping } from "@/lib/receipts/guess-mapping";
import type { Mapping } from "@/lib/receipts/mapping";
import { FileError } from "./file-error";
import type { Layout } from "./read-records";

/**
 * The mapping of a file: as given, or none where its records are receipts, or a guess from their names. What was used
 * for another file has no say here, so that the same request always does the same.
 *
 * @throws FileError if a required field is not among them.
 */
export function chooseMapping(
  given: Mapping | null,
  layout: Layout,
  sample: Record<string, unknown>[],
): Mapping | null {
  if (given) return given;
  // Fields of CSV are texts and flat, so that even receipts need their mapping there.
  if (sample.length === 0 || (layout !== "csv" && sample.some(isReceipt))) return null;
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

/** Whether a record has the fields that every receipt has. */
export function isReceipt(record: Record<string, unknown>): boolean {
  return ["id", "started_at", "workflow", "step", "model", "status"].every((field) => field in record);
}
