import { createInflateRaw, type InflateRaw } from "node:zlib";
import { FileError } from "./file-error";
import { type ByteSource, cutOff } from "./zip-bytes";

/** Bytes of an entry, packed and plain. */
export type EntrySize = { packed: number; plain: number };

/**
 * The plain bytes of one entry, which deflate itself says the end of: its length need not be known. What lies behind
 * it is put back into the source.
 *
 * @throws FileError if they break off or are damaged.
 */
export async function* inflateEntry(source: ByteSource): AsyncGenerator<Buffer, EntrySize> {
  const inflater = createInflateRaw({ chunkSize: 1 << 18 });
  const given = { bytes: 0, last: Buffer.alloc(0) };
  feed(source, inflater, given);
  let plain = 0;
  try {
    for await (const chunk of inflater) {
      plain += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw inflateError(error);
  } finally {
    inflater.destroy();
  }
  // It ends by a chunk of which it does not take all.
  const behind = given.bytes - inflater.bytesWritten;
  if (behind > 0) source.putBack(given.last.subarray(given.last.length - behind));
  return { packed: inflater.bytesWritten, plain };
}

/** A chunk at a time, each once the one before it is through; an error of the source becomes the reader's. */
async function feed(source: ByteSource, inflater: InflateRaw, given: { bytes: number; last: Buffer }): Promise<void> {
  try {
    for (;;) {
      const chunk = await source.takeSome();
      if (chunk === null) {
        inflater.end();
        return;
      }
      given.bytes += chunk.length;
      given.last = chunk;
      await new Promise<void>((resolve, reject) =>
        inflater.write(chunk, (error) => (error ? reject(error) : resolve())),
      );
      if (given.bytes > inflater.bytesWritten) return;
    }
  } catch (error) {
    inflater.destroy(error as Error);
  }
}

/** What zlib says, in words; an error of the source itself stays what it is. */
function inflateError(error: unknown): unknown {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  if (code === "Z_BUF_ERROR") return cutOff();
  if (typeof code === "string" && code.startsWith("Z_")) return new FileError("broken", "The zip file is damaged.");
  return error;
}
