import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { FileError } from "./file-error";

/** Files by their first bytes that people drop by mistake, and what to do instead. */
const FOREIGN: [bytes: number[], name: string][] = [
  [[0x89, 0x50, 0x4e, 0x47], "a PNG image"],
  [[0xff, 0xd8, 0xff], "a JPEG image"],
  [[0x47, 0x49, 0x46, 0x38], "a GIF image"],
  [[0x25, 0x50, 0x44, 0x46], "a PDF"],
  [[0x50, 0x4b, 0x03, 0x04], "a zip archive (or a spreadsheet, which is one): unpack it first"],
  [[0x50, 0x4b, 0x05, 0x06], "a zip archive without a file in it"],
  [[0x28, 0xb5, 0x2f, 0xfd], "zstandard: unpack it first, or use gzip"],
  [[0x42, 0x5a, 0x68], "bzip2: unpack it first, or use gzip"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "xz: unpack it first, or use gzip"],
  [[0x50, 0x41, 0x52, 0x31], "Parquet: export it as CSV or NDJSON"],
];
const GZIP = [0x1f, 0x8b];
/** With a file, and without one. */
const ZIP_STARTS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
];
const UTF16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];
/** Text packs 5 to 50 times; gzip's own limit is about 1,030. Past this much, more than this ratio is no text. */
const BOMB_BYTES = 200_000_000;
const BOMB_RATIO = 400;

/** Bytes as they came in, counted, to plain text bytes: gzip is unpacked by its first bytes, whatever its name. */
export async function* decompress(
  body: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let bytesIn = 0;
  const counted = countBytes(body, (bytes) => {
    bytesIn += bytes;
    onBytes(bytes);
  });
  const { head, all } = await peekHead(counted);
  if (!isGzip(head)) {
    refuseForeign(head);
    yield* all;
    return;
  }
  let bytesOut = 0;
  for await (const chunk of gunzip(all)) {
    if (bytesOut === 0) refuseForeign(chunk, "The gzip file holds ");
    bytesOut += chunk.length;
    refuseBomb(bytesIn, bytesOut);
    yield chunk;
  }
}

export function refuseBomb(bytesIn: number, bytesOut: number): void {
  if (bytesOut > BOMB_BYTES && bytesOut > bytesIn * BOMB_RATIO) {
    throw new FileError("too_big", `The file unpacks to more than ${BOMB_RATIO} times its size, which no text does.`);
  }
}

export function isZip(head: Buffer): boolean {
  return ZIP_STARTS.some((bytes) => startsWith(head, bytes));
}

export function isGzip(head: Buffer): boolean {
  return startsWith(head, GZIP);
}

async function* gunzip(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const out = new PassThrough({ highWaterMark: 1 << 18 });
  const done = pipeline(Readable.from(source, { objectMode: false }), createGunzip({ chunkSize: 1 << 18 }), out).catch(
    (error) => {
      out.destroy(error);
    },
  );
  try {
    for await (const chunk of out) yield chunk;
  } catch (error) {
    throw gunzipError(error);
  } finally {
    out.destroy();
    await done;
  }
}

/** What zlib says, in words; an error of the source itself stays what it is. */
function gunzipError(error: unknown): unknown {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  if (code === "Z_BUF_ERROR") return new FileError("cut_off", "The gzip file breaks off before its end.");
  if (typeof code === "string" && code.startsWith("Z_")) return new FileError("broken", "The gzip file is damaged.");
  return error;
}

function refuseForeign(head: Buffer, prefix = "This is "): void {
  const foreign = FOREIGN.find(([bytes]) => startsWith(head, bytes));
  if (foreign)
    throw new FileError("unsupported", `${prefix}${foreign[1]}. Receipts are NDJSON, JSON or CSV, plain or gzip.`);
  if (isGzip(head)) throw new FileError("unsupported", `${prefix}another gzip file: unpack it once.`);
  if (UTF16.some((bytes) => startsWith(head, bytes))) {
    throw new FileError("unsupported", `${prefix}UTF-16 text. Save it as UTF-8.`);
  }
  if (head.subarray(0, 1_000).includes(0)) {
    throw new FileError("unsupported", `${prefix}not text. Receipts are NDJSON, JSON or CSV in UTF-8, plain or gzip.`);
  }
}

function startsWith(head: Buffer, bytes: number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

export async function* countBytes(
  body: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of body) {
    onBytes(chunk.length);
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
  }
}

/** The first bytes, enough to know a file by, and everything with them. An error of the source comes behind them. */
export async function peekHead(source: AsyncGenerator<Buffer>): Promise<{ head: Buffer; all: AsyncGenerator<Buffer> }> {
  let head = Buffer.alloc(0);
  const problems: unknown[] = [];
  try {
    while (head.length < 16) {
      const { done, value } = await source.next();
      if (done) break;
      head = Buffer.concat([head, value]);
    }
  } catch (error) {
    problems.push(error);
  }
  async function* all(): AsyncGenerator<Buffer> {
    if (head.length > 0) yield head;
    for (const problem of problems) throw problem;
    yield* source;
  }
  return { head, all: all() };
}
