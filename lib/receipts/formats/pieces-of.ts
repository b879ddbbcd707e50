import type { ReadRecord, RunPart } from "./source-format";

/** All that a record adds to its runs, links too; nothing of one that was refused. */
export function piecesOf(read: ReadRecord): RunPart[] {
  return "parts" in read ? read.parts : "leftOut" in read ? (read.links ?? []) : [];
}
