import { formatCount, formatList, formatPlural } from "@/lib/format";
import type { Forecast } from "./recognise-file";

type Problem = Forecast["problems"][number];

/** `4 of the first 5 records become receipts` */
export function goodText({ outcomes, foreign, good, records }: Forecast): string {
  if (foreign) return foreignText(foreign, records);
  if (outcomes)
    return `${formatCount(good)} of the first ${formatPlural(records, "record")} can be given to a known run`;
  if (records === 1) return good === 1 ? "The first record becomes a receipt" : "The first record becomes no receipt";
  if (good === records) return `All of the first ${formatCount(records)} records become receipts`;
  if (good === 0) return `None of the first ${formatCount(records)} records becomes a receipt`;
  const verb = good === 1 ? "becomes a receipt" : "become receipts";
  return `${formatCount(good)} of the first ${formatCount(records)} records ${verb}`;
}

/** `record 3 is not JSON (…)`, `retries must be a number (12 records, the first is record 3)` */
export function problemText({ pointer, message, records, first }: Problem): string {
  const place = first.line === first.record ? "" : ` (line ${formatCount(first.line)})`;
  const record = `record ${formatCount(first.record)}${place}`;
  const field = pointer.slice(1);
  if (records === 1) return field === "" ? `${record} ${message}` : `${record}: ${field} ${message}`;
  return `${field || "the record"} ${message} (${formatPlural(records, "record")}, the first is ${record})`;
}

/** What becomes of the runs that are known already; null where none is. */
export function knownText({ records, foreign, known, changed, fields }: Forecast): string | null {
  if (known === 0) return null;
  if (foreign) return foreignKnownText(known, foreign.runs);
  const of =
    records === 1 ? "The first record is" : `Of the first ${formatCount(records)} records ${formatCount(known)}`;
  const are = records === 1 ? "" : known === 1 ? " is" : " are";
  const would =
    changed === 0
      ? "none of them would be changed"
      : `${formatCount(changed)} of them would be changed, in ${formatList(fields, "and")}`;
  const one = changed === 0 ? "it would not be changed" : `it would be changed, in ${formatList(fields, "and")}`;
  return `${of}${are} known already: ${known === 1 ? one : would}.`;
}

/** `2 of these runs are known already: what the file says beyond that is added to them.` */
function foreignKnownText(known: number, runs: number): string {
  const which =
    runs === 1
      ? "The run is"
      : known === runs
        ? `All ${formatPlural(runs, "run")} are`
        : `${formatCount(known)} of these ${formatPlural(runs, "run")} ${known === 1 ? "is" : "are"}`;
  return `${which} known already: what the file says beyond that is added to ${known === 1 ? "it" : "them"}.`;
}

/** `The first 200 records hold 3 runs with 41 calls of a model` */
function foreignText({ runs, calls }: NonNullable<Forecast["foreign"]>, records: number): string {
  return `The first ${formatPlural(records, "record")} ${records === 1 ? "holds" : "hold"} ${formatPlural(runs, "run")} with ${formatPlural(calls, "call")} of a model`;
}
