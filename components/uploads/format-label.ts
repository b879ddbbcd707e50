import { FORMAT_NAMES, findFormat } from "@/lib/receipts/formats/registry";

const OWN: Record<string, string> = {
  receipt: "receipts",
  outcomes: "outcomes",
  ndjson: "NDJSON",
  json: "JSON",
  csv: "CSV",
  zip: "a zip",
};

/** For whoever cannot ask, being in the browser: all of them. */
export const FORMAT_LABELS: Record<string, string> = Object.fromEntries(
  [...Object.keys(OWN), ...FORMAT_NAMES].map((name) => [name, formatLabel(name)]),
);

/** What a file was read as, for people. On the server only: it knows every format by its reader. */
export function formatLabel(format: string): string {
  return findFormat(format)?.label ?? OWN[format] ?? format;
}
