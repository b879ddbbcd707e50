import { CUT_OFF, type Frame, type Framer } from "./frame";
import { createJsonFramer } from "./json-framer";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const OPEN = new Set([OPEN_LIST, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);
/** A name that is longer is not the one that is looked for. */
const MAX_NAME_BYTES = 300;

/**
 * The elements of one list in a JSON object (`{"receipts": […], "next_cursor": …}`), or in several such objects one
 * after the other. `line` is the element's place, counted from 1 through all of them. Everything else in the object is
 * passed over as it comes, however long it is.
 *
 * @param name The member's name, as it is spelt between its quotes.
 */
export function createMemberFramer(name: string): Framer {
  let places = 0;
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** The last text at the top of the object, up to the colon that makes it a name; and the name that a value has. */
  let text: number[] = [];
  let current = "";
  /** Cuts the list, while that lasts. */
  let inner: Framer | null = null;

  function keep(own: Frame[], frames: Frame[]): void {
    for (const frame of own) {
      places += 1;
      frames.push({ ...frame, line: places });
    }
  }

  return {
    push(chunk) {
      const frames: Frame[] = [];
      let from = 0;
      for (let at = 0; at < chunk.length; at += 1) {
        const byte = chunk[at] ?? 0;
        if (inString) {
          if (escaped) escaped = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) inString = false;
          if (inString && depth === 1 && text.length < MAX_NAME_BYTES) text.push(byte);
        } else if (byte === QUOTE) {
          inString = true;
          text = [];
        } else if (byte === COLON && depth === 1) {
          current = Buffer.from(text).toString("utf8");
        } else if (OPEN.has(byte)) {
          depth += 1;
          if (depth === 2 && byte === OPEN_LIST && current === name) {
            inner = createJsonFramer("array");
            from = at;
          }
        } else if (CLOSE.has(byte)) {
          depth -= 1;
          if (depth === 1 && inner) {
            keep([...inner.push(chunk.subarray(from, at + 1)), ...inner.end()], frames);
            inner = null;
          }
        }
      }
      if (inner) keep(inner.push(chunk.subarray(from)), frames);
      return frames;
    },
    end() {
      return depth > 0 ? [{ line: places + 1, problem: CUT_OFF }] : [];
    },
  };
}
