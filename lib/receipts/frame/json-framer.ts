import { isUtf8 } from "node:buffer";
import { CUT_OFF, type Frame, type Framer, MAX_RECORD_BYTES, NOT_UTF8, tooLong } from "./frame";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);
const COMMA = 0x2c;
const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * JSON documents: the elements of one array, or objects one after the other, however they are laid out.
 * `line` is the record's place, counted from 1. Only strings and brackets are looked at; whether a record is JSON
 * is for its parser to say.
 */
export function createJsonFramer(shape: "array" | "objects", maxBytes = MAX_RECORD_BYTES): Framer {
  const base = shape === "array" ? 1 : 0;
  let place = 0;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let parts: Buffer[] = [];
  let bytes = 0;
  let started = false;
  let finished = false;

  function keep(part: Buffer): void {
    bytes += part.length;
    if (bytes <= maxBytes) parts.push(part);
    else parts = [];
  }

  function close(frames: Frame[]): void {
    if (!started) return;
    place += 1;
    if (bytes > maxBytes) frames.push({ line: place, problem: tooLong(maxBytes) });
    else {
      const whole = Buffer.concat(parts);
      frames.push(isUtf8(whole) ? { line: place, text: whole.toString("utf8") } : { line: place, problem: NOT_UTF8 });
    }
    parts = [];
    bytes = 0;
    started = false;
  }

  return {
    push(chunk) {
      const frames: Frame[] = [];
      let from = 0;
      for (let at = 0; at < chunk.length && !finished; at += 1) {
        const byte = chunk[at] ?? 0;
        if (inString) {
          if (escaped) escaped = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) inString = false;
          continue;
        }
        if (OPEN.has(byte)) {
          depth += 1;
          if (depth === base) {
            from = at + 1;
            continue;
          }
        } else if (CLOSE.has(byte)) {
          depth -= 1;
          if (depth < base) {
            keep(chunk.subarray(from, at));
            close(frames);
            finished = true;
            break;
          }
        } else if (!started && (byte === COMMA || SPACES.has(byte))) {
          from = at + 1;
          continue;
        } else if (depth === base && byte === COMMA) {
          keep(chunk.subarray(from, at));
          close(frames);
          from = at + 1;
          continue;
        }
        if (byte === QUOTE) inString = true;
        if (!started) {
          started = true;
          from = at;
        }
        if (shape === "objects" && depth === 0 && CLOSE.has(byte)) {
          keep(chunk.subarray(from, at + 1));
          close(frames);
          from = at + 1;
        }
      }
      if (started && !finished) keep(chunk.subarray(from));
      return frames;
    },
    end() {
      if (finished) return [];
      if (started || (shape === "array" && depth > 0)) return [{ line: place + 1, problem: CUT_OFF }];
      return [];
    },
  };
}
