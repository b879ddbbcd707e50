import { isUtf8 } from "node:buffer";
import { type Frame, type Framer, MAX_RECORD_BYTES, NOT_UTF8, tooLong } from "./frame";

const NEWLINE = 10;

/**
 * NDJSON: a record a line, blank lines skipped but counted. A line that is too long is thrown away as it comes,
 * so that memory stays flat; bytes that are no UTF-8 lose their own line only.
 */
export function createLineFramer(): Framer {
  let line = 1;
  let rest: Buffer[] = [];
  let restBytes = 0;
  let skipping = false;

  /** Whole lines of a block, the last without its newline. */
  function frame(block: Buffer, frames: Frame[]): void {
    if (isUtf8(block)) {
      for (const text of block.toString("utf8").split("\n")) add(text, Buffer.byteLength, frames);
      return;
    }
    let start = 0;
    for (;;) {
      const end = block.indexOf(NEWLINE, start);
      const bytes = block.subarray(start, end < 0 ? block.length : end);
      if (isUtf8(bytes)) add(bytes.toString("utf8"), Buffer.byteLength, frames);
      else {
        frames.push({ line, problem: NOT_UTF8 });
        line += 1;
      }
      if (end < 0) return;
      start = end + 1;
    }
  }

  function add(text: string, byteLength: (text: string) => number, frames: Frame[]): void {
    // A UTF-16 unit is at most three bytes: most lines need no counting.
    if (text.length * 3 > MAX_RECORD_BYTES && byteLength(text) > MAX_RECORD_BYTES) {
      frames.push({ line, problem: tooLong(MAX_RECORD_BYTES) });
    } else if (text.trim() !== "") frames.push({ line, text });
    line += 1;
  }

  return {
    push(chunk) {
      const frames: Frame[] = [];
      const last = chunk.lastIndexOf(NEWLINE);
      if (last < 0) {
        if (!skipping) {
          rest.push(chunk);
          restBytes += chunk.length;
        }
      } else {
        let start = 0;
        if (skipping) {
          start = chunk.indexOf(NEWLINE) + 1;
          skipping = false;
          frames.push({ line, problem: tooLong(MAX_RECORD_BYTES) });
          line += 1;
        }
        if (start <= last) frame(Buffer.concat([...rest, chunk.subarray(start, last)]), frames);
        rest = last + 1 < chunk.length ? [chunk.subarray(last + 1)] : [];
        restBytes = chunk.length - last - 1;
      }
      if (restBytes > MAX_RECORD_BYTES) {
        skipping = true;
        rest = [];
        restBytes = 0;
      }
      return frames;
    },
    end() {
      const frames: Frame[] = [];
      if (skipping) frames.push({ line, problem: tooLong(MAX_RECORD_BYTES) });
      else if (restBytes > 0) frame(Buffer.concat(rest), frames);
      return frames;
    },
  };
}
