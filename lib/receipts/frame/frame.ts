/** Longest record, in bytes. A receipt has some hundreds; what is longer is no receipt, and must not fill the memory. */
export const MAX_RECORD_BYTES = 1_000_000;

/** Longest document of a foreign format, in bytes: a whole trace with all that was said in it. */
export const MAX_DOCUMENT_BYTES = 64_000_000;

/** One record of a stream, as text, or why it could not be read. Lines count from 1. */
export type Frame = { line: number; text: string } | { line: number; problem: FrameProblem };
export type FrameProblem = { code: "too_long" | "not_utf8" | "cut_off"; message: string };

export function tooLong(maxBytes: number): FrameProblem {
  return { code: "too_long", message: `is longer than ${maxBytes.toLocaleString("en-US")} bytes` };
}
export const NOT_UTF8: FrameProblem = { code: "not_utf8", message: "is not valid UTF-8" };
export const CUT_OFF: FrameProblem = { code: "cut_off", message: "breaks off before it ends" };

/** Cuts a stream of bytes into records: `push` for each chunk, `end` for what is left. */
export type Framer = { push(chunk: Buffer): Frame[]; end(): Frame[] };
