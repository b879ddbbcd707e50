import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";

const folder = resolve(process.env.PAYOFF_SHARED ?? "../shared", "data", "formats");

/** Real samples of foreign formats, which are not part of the project: tests that need them are skipped without. */
export const hasSamples = existsSync(folder);
export const SAMPLES = hasSamples ? "real samples" : "skipped: the real samples (../shared/data/formats) are not here";

/** The JSON document of one sample, gzip or plain. */
export function readSample(path: string): unknown {
  return JSON.parse(readSampleText(path));
}

export function readSampleText(path: string): string {
  const bytes = readFileSync(join(folder, path));
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

export function sampleNames(path: string): string[] {
  return readdirSync(join(folder, path)).filter((name) => name.endsWith(".json"));
}

/** Every sample that is JSON or lines of it, by its path. */
export function allSampleNames(): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.jsonl?(\.gz)?$/.test(name))
    .sort();
}

/** A sample that is one JSON document, or else the list of its lines, without those that are broken. */
export function parseSample(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not one document: lines.
    return text.split("\n").flatMap((line) => parsedLine(line));
  }
}

function parsedLine(line: string): unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    // A broken line of a sample is the framers' matter.
    return [];
  }
}
