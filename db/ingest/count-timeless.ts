import { lacksOnlyTime } from "@/lib/receipts/formats/no-time";
import type { SourceFormat } from "@/lib/receipts/formats/source-format";
import type { SourceRecord } from "./read-records";

/** How many of the first records of a file would be taken if only a time were said for them. */
export function countTimeless(format: SourceFormat, name: string, first: readonly SourceRecord[]): number {
  const read = format.createReader({ name });
  return first.filter((each) => {
    const made = "record" in each ? read(each.record) : null;
    return made !== null && "errors" in made && lacksOnlyTime(made.errors);
  }).length;
}
