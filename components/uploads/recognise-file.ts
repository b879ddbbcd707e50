import type { Mapping } from "@/lib/receipts/mapping";
import { type Reading, readingParameters } from "./reading";

/** What the server makes of the beginning of a file. */
export type FilePreview = {
  layout: "ndjson" | "json" | "csv";
  /** The list that is read, where the records stand in one in a JSON object. */
  list: string | null;
  receipts: boolean;
  /** The records are outcomes of runs that are known. */
  outcomes: boolean;
  /** The foreign format that the records are of, what it was recognised by, and how many of them say no time. */
  foreign: { label: string; because: string; timeless: number } | null;
  paths: string[];
  sample: Record<string, unknown>[];
  mapping: Mapping;
  remembered: boolean;
  /** Targets of a remembered mapping that are the same for all, as they were in the file before. */
  carried: string[];
  guess: Mapping;
};

/** The first files of a zip, what each looks like, in words, and how many of its first records say no time. */
export type ArchivePreview = { archive: { name: string; looks_like: string; timeless: number }[] };

/** What would become of its first records. */
export type Forecast = {
  outcomes: boolean;
  /** Where they are of a foreign format: the runs that they are parts of, calls of a model, and what is left out. */
  foreign: { runs: number; calls: number; left_out: { reason: string; count: number }[] } | null;
  records: number;
  good: number;
  problems: { pointer: string; message: string; records: number; first: { record: number; line: number } }[];
  rows: { started_at: string; workflow: string; step: string; model: string; effort: string | null; status: string }[];
  known: number;
  changed: number;
  fields: string[];
};

export type HeadAnswer<T> = { ok: true; answer: T } | { ok: false; message: string };

/** As much as is looked at: two hundred records of five kilobytes. */
const HEAD_BYTES = 1_000_000;

/** Sends the beginning of a file to be recognised. Nothing of it is kept. */
export function recogniseFile(file: File): Promise<HeadAnswer<FilePreview | ArchivePreview>> {
  return askAboutHead(file, "/api/uploads/preview", {});
}

/** Asks what would become of a file's first records if they are read like this. */
export function forecastFile(file: File, reading: Reading, signal: AbortSignal): Promise<HeadAnswer<Forecast>> {
  return askAboutHead(file, "/api/uploads/preview/forecast", readingParameters(reading), signal);
}

async function askAboutHead<T>(
  file: File,
  path: string,
  parameters: Record<string, string>,
  signal?: AbortSignal,
): Promise<HeadAnswer<T>> {
  try {
    const query = new URLSearchParams({ filename: file.name, size: String(file.size), ...parameters });
    const response = await fetch(`${path}?${query}`, { method: "POST", body: file.slice(0, HEAD_BYTES), signal });
    const body = await response.json();
    if (response.ok) return { ok: true, answer: body as T };
    return { ok: false, message: String(body.detail ?? `The server answered ${response.status}.`) };
  } catch {
    // No answer at all, or none that is JSON: the connection, or the server, is gone. Or nobody waits for it any more.
    return { ok: false, message: "The server did not answer. Try again." };
  }
}
