import type { CopyColumns, CopyValue } from "./copy";

/** Large enough for few writes to the socket, small enough that the allocator keeps and reuses the driver's copies. */
const CHUNK_BYTES = 64_000;
/** A character is two bytes at most where it is escaped, three where it is beyond ASCII. */
const MAX_BYTES_PER_CHARACTER = 3;
const MAX_DIGITS = 32;
const TAB = 9;
const NEWLINE = 10;
const BACKSLASH = 92;
const FIRST_PRINTABLE = 32;
const FIRST_BEYOND_ASCII = 127;
const ZERO = 48;
const SMALL = 1_000_000_000;

/**
 * Rows in the text format of COPY, in chunks of whole rows. Each chunk stands in the same memory: it is good until the
 * next one is asked for.
 *
 * Bytes are written one by one, without a string in between: most fields are short, and for those a call into the
 * platform costs more than a loop.
 */
export function* copyText<Row>(projectId: string, columns: CopyColumns<Row>, rows: Iterable<Row>): Generator<Buffer> {
  const text = new CopyText();
  for (const row of rows) {
    text.field(projectId);
    for (const [, value] of columns) {
      text.next();
      text.field(value(row));
    }
    text.endRow();
    if (text.length >= CHUNK_BYTES) yield text.take();
  }
  if (text.length > 0) yield text.take();
}

class CopyText {
  #bytes = Buffer.allocUnsafeSlow(2 * CHUNK_BYTES);
  length = 0;

  next(): void {
    this.#bytes[this.length++] = TAB;
  }

  endRow(): void {
    this.#bytes[this.length++] = NEWLINE;
  }

  take(): Buffer {
    const chunk = this.#bytes.subarray(0, this.length);
    this.length = 0;
    return chunk;
  }

  /** Leaves room for the separator behind it. */
  field(value: CopyValue): void {
    if (value === null) {
      this.#reserve(2);
      this.#bytes[this.length++] = BACKSLASH;
      this.#bytes[this.length++] = 78;
    } else if (typeof value === "string") this.#string(value);
    else if (typeof value === "number" && value >= 0 && value < SMALL && Number.isInteger(value)) this.#digits(value);
    else this.#string(String(value));
  }

  #digits(value: number): void {
    this.#reserve(MAX_DIGITS);
    const bytes = this.#bytes;
    let end = this.length + 1;
    for (let rest = value; rest > 9; rest = (rest / 10) | 0) end += 1;
    this.length = end;
    let rest = value;
    do {
      const tenth = (rest / 10) | 0;
      end -= 1;
      bytes[end] = ZERO + rest - tenth * 10;
      rest = tenth;
    } while (rest > 0);
  }

  #string(text: string): void {
    this.#reserve(text.length * MAX_BYTES_PER_CHARACTER);
    const bytes = this.#bytes;
    let at = this.length;
    for (let place = 0; place < text.length; place += 1) {
      const code = text.charCodeAt(place);
      if (code < FIRST_PRINTABLE || code === BACKSLASH || code >= FIRST_BEYOND_ASCII) {
        this.length += bytes.write(escaped(text), this.length);
        return;
      }
      bytes[at++] = code;
    }
    this.length = at;
  }

  #reserve(bytes: number): void {
    const least = this.length + bytes + 1;
    if (least <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * least);
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escaped(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
