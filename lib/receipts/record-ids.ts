import { createHash } from "node:crypto";
import { Occurrences } from "./occurrences";

/**
 * Ids for those records of one file that have none: the record itself, and its how-manieth identical occurrence, so that
 * the same file again holds the same records. To be asked in the order of the file.
 */
export function createRecordIds(): (record: object) => string {
  const occurrences = new Occurrences();
  return (record) => {
    const hash = createHash("sha256").update(JSON.stringify(record)).digest();
    const nth = occurrences.count(hash.readBigUInt64LE(0));
    return `sha256-${hash.toString("hex").slice(0, 40)}${nth > 1 ? `-${nth}` : ""}`;
  };
}
