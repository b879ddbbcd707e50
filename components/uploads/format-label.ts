import { findFormat } from "@/lib/receipts/formats/registry";

const OWN: Record<string, string> = {
  receipt: "receipts",
  outcomes: "outcomes",
  ndjson: "NDJSON",
  json: "JSON",
  csv: "CSV",
};

/** What a file was read as, for people. On the server only: it knows every format by its reader. */
export function formatLabel(format: string): string {
  return findFormat(format)?.label ?? OWN[format] ?? format;
}
