import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { isForeignDocument } from "@/lib/receipts/formats/registry";
import { findRecords, memberNames } from "@/lib/receipts/frame/find-records";
import { type Framer, MAX_DOCUMENT_BYTES, MAX_RECORD_BYTES } from "@/lib/receipts/frame/frame";
import { createJsonFramer } from "@/lib/receipts/frame/json-framer";
import { createLineFramer } from "@/lib/receipts/frame/line-framer";
import { createMemberFramer } from "@/lib/receipts/frame/member-framer";
import type { FieldError } from "@/lib/receipts/parse-receipt";
import { FileError } from "./file-error";

/** A record of the file, parsed but not yet understood, or why there is none at its place. */
export type SourceRecord = { line: number; record: unknown } | { line: number; error: FieldError };
/** How the bytes are laid out. */
export type Layout = "ndjson" | "json" | "csv";
export type RecordStream = {
  layout: Layout;
  /** The name of the list that is read, where the records stand in one in an object; else null. */
  list: string | null;
  records: AsyncGenerator<SourceRecord[]>;
};

const SNIFF_BYTES = 65_536;
const ROWS_AT_A_TIME = 500;
const DELIMITERS = [",", ";", "\t"];

/** Recognises the layout from the first bytes and the file's name, then reads record by record. */
export async function readRecords(source: AsyncIterable<Buffer>, filename: string): Promise<RecordStream> {
  const iterator = source[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < SNIFF_BYTES) {
    const { done, value } = await iterator.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  const bom = head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
  head = head.subarray(bom);
  async function* all(): AsyncGenerator<Buffer> {
    if (head.length > 0) yield head;
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) return;
      yield value;
    }
  }
  const text = head.toString("utf8");
  const start = text.trimStart();
  const framed = (layout: Layout, framer: Framer, list: string | null = null): RecordStream => ({
    layout,
    list,
    records: frameAll(all(), framer),
  });
  if (start.startsWith("[")) return framed("json", createJsonFramer("array"));
  if (start.startsWith("{")) {
    if (isForeignDocument(memberNames(start))) {
      return framed("json", createJsonFramer("objects", MAX_DOCUMENT_BYTES));
    }
    const list = findRecords(start);
    if (list !== null) return framed("json", createMemberFramer(list), list);
    return isPretty(start, filename)
      ? framed("json", createJsonFramer("objects"))
      : framed("ndjson", createLineFramer());
  }
  if (/\.(ndjson|jsonl)(\.gz)?$/i.test(filename) || start === "") return framed("ndjson", createLineFramer());
  const header = start.slice(0, start.search(/[\r\n]|$/));
  const delimiter = DELIMITERS.map((each) => [header.split(each).length, each] as const).sort(([a], [b]) => b - a)[0];
  if (!delimiter || delimiter[0] < 2) {
    throw new FileError("unsupported", "This is neither NDJSON, nor JSON, nor CSV with a header line.");
  }
  return { layout: "csv", list: null, records: readCsv(all(), delimiter[1]) };
}

/** An object that is spread over lines: its first line ends where none of NDJSON would. */
function isPretty(start: string, filename: string): boolean {
  if (/\.(ndjson|jsonl)(\.gz)?$/i.test(filename)) return false;
  const [first = "", second] = start.split("\n", 2);
  return second !== undefined && /[{,[]\s*$/.test(first);
}

async function* frameAll(source: AsyncIterable<Buffer>, framer: Framer): AsyncGenerator<SourceRecord[]> {
  for await (const chunk of source) yield framer.push(chunk).map(parseFrame);
  yield framer.end().map(parseFrame);
}

function parseFrame(frame: ReturnType<Framer["end"]>[number]): SourceRecord {
  if ("problem" in frame) return { line: frame.line, error: { pointer: "", ...frame.problem } };
  try {
    return { line: frame.line, record: JSON.parse(frame.text) };
  } catch (error) {
    // JSON.parse says where: pass that on, without quoting what may be a secret.
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    const message = `is not JSON${at === undefined ? "" : ` (from its character ${Number(at) + 1} on)`}`;
    return { line: frame.line, error: { pointer: "", code: "not_json", message } };
  }
}

/** Rows of a CSV with a header line, as objects of texts; an empty field is absent. */
async function* readCsv(source: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<SourceRecord[]> {
  let ready: SourceRecord[] = [];
  const parser = parse({
    delimiter,
    columns: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_BYTES,
    skip_records_with_error: true,
    on_skip: (error) => {
      const line = typeof error?.lines === "number" ? error.lines : 0;
      const message = `is not CSV: ${error?.message ?? "it cannot be read"}`.slice(0, 300);
      ready.push({ line, error: { pointer: "", code: "not_csv", message } });
    },
  });
  // An error of the source ends the loop below, which throws it.
  const feeding = pipeline(Readable.from(source, { objectMode: false }), parser).catch(() => {});
  try {
    for await (const row of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
      const entries = Object.entries(row.record).filter(([, value]) => value !== "");
      ready.push({ line: row.info.lines, record: Object.fromEntries(entries) });
      if (ready.length >= ROWS_AT_A_TIME) {
        yield ready;
        ready = [];
      }
    }
    yield ready;
  } catch (error) {
    yield ready;
    if (error instanceof CsvError)
      throw new FileError("broken", `The CSV cannot be read on: ${error.message.slice(0, 300)}`);
    throw error;
  } finally {
    parser.destroy();
    await feeding;
  }
}
