import { areReceiptColumns } from "@/lib/receipts/csv-columns";
import { guessMapping } from "@/lib/receipts/guess-mapping";
import { type Mapping, REQUIRED_TARGETS } from "@/lib/receipts/mapping";
import { FileError } from "./file-error";
import type { Layout } from "./read-records";

/**
 * The mapping of a file: as given, or none where its records are receipts, or a guess from their names. What was used
 * for another file has no say here, so that the same request always does the same. `startedAt` is what the sender says of
 * records without a time.
 *
 * @throws FileError if a required field is not among them.
 */
export function chooseMapping(
  given: Mapping | null,
  layout: Layout,
  sample: Record<string, unknown>[],
  startedAt: string | null,
): Mapping | null {
  if (given) return given;
  if (sample.length === 0 || areReceipts(layout, sample)) return null;
  const guess = guessMapping(sample);
  const missing = guess.missing.filter((target) => target !== "started_at" || startedAt === null);
  if (missing.length > 0) {
    throw new FileError(
      "mapping_needed",
      `These records are no receipts, and nothing in them looks like ${missing.join(", ")}. ` +
        "Send a mapping that says where to take it from, or what it is for all of them.",
    );
  }
  return guess.mapping;
}

/** Whether the records of a file are receipts: one of them has the fields that each has; as CSV, no others beside. */
export function areReceipts(layout: Layout, sample: Record<string, unknown>[]): boolean {
  if (layout === "csv") return areReceiptColumns([...new Set(sample.flatMap((row) => Object.keys(row)))]);
  return sample.some((record) => ["id", ...REQUIRED_TARGETS].every((field) => field in record));
}
