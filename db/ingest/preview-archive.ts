import { recogniseFormat } from "@/lib/receipts/formats/registry";
import { areOutcomes } from "@/lib/receipts/outcomes/outcome-columns";
import { systemFileReason } from "@/lib/receipts/system-file";
import { areReceipts } from "./choose-mapping";
import { countTimeless } from "./count-timeless";
import { objectsOf, takeFirst } from "./create-reader";
import { FileError } from "./file-error";
import { baseName, shownName, unpacked } from "./ingest-archive";
import { untilCut } from "./read-head";
import { readRecords } from "./read-records";
import { readZip, type ZipEntry } from "./read-zip";

/** The first files of a zip, what each looks like, in words, and how many of its first records say no time. */
export type ArchivePreview = { archive: { name: string; looksLike: string; timeless: number }[] };

const SHOWN = 8;

/**
 * Reads as far into an archive as its beginning goes.
 *
 * @throws FileError in words if it cannot be read from its beginning on.
 */
export async function previewArchive(bytes: AsyncIterable<Buffer>): Promise<ArchivePreview> {
  const archive: ArchivePreview["archive"] = [];
  try {
    for await (const entry of readZip(bytes)) {
      if (entry.name.endsWith("/") || systemFileReason(entry.name) !== null) continue;
      archive.push({ name: shownName(entry.name), ...(await look(entry)) });
      if (archive.length === SHOWN) break;
    }
  } catch (error) {
    // The beginning of a file ends somewhere; what is wrong behind it the upload will tell.
    if (!(error instanceof FileError) || (archive.length === 0 && error.code !== "cut_off")) throw error;
  }
  return { archive };
}

async function look(entry: ZipEntry): Promise<{ looksLike: string; timeless: number }> {
  const like = (looksLike: string, timeless = 0) => ({ looksLike, timeless });
  try {
    const { layout, records } = await readRecords(untilCut(unpacked(entry.bytes)), baseName(entry.name));
    const first = await takeFirst(records);
    const sample = objectsOf(first);
    const found = recogniseFormat(first.flatMap((each) => ("record" in each ? [each.record] : [])));
    if (found) return like(found.format.label, countTimeless(found.format, baseName(entry.name), first));
    if (sample.length === 0) return like("no record found");
    if (areOutcomes(sample)) return like("outcomes");
    return like(areReceipts(layout, sample) ? "receipts" : "other records, mapped by their names where that goes");
  } catch (error) {
    if (error instanceof FileError) return like("nothing that can be read");
    throw error;
  }
}
