import { csvReceipt } from "@/lib/receipts/csv-columns";
import { FORMAT_NAMES, findFormat, recogniseFormat } from "@/lib/receipts/formats/registry";
import type { ReadRecord, SourceFormat } from "@/lib/receipts/formats/source-format";
import { compileMapping, type Mapping } from "@/lib/receipts/mapping";
import { areOutcomes } from "@/lib/receipts/outcomes/outcome-columns";
import { createRecordIds } from "@/lib/receipts/record-ids";
import { chooseMapping } from "./choose-mapping";
import type { Layout, SourceRecord } from "./read-records";

/** How the sender says that a file is to be read; `auto` leaves it to the file. */
export const UPLOAD_FORMATS = ["auto", "receipt", "csv", "outcomes", ...FORMAT_NAMES] as const;
export type UploadFormat = (typeof UPLOAD_FORMATS)[number];

export type Reader = {
  /** `receipt`, `outcomes`, a foreign format, or the layout that a mapping is applied to. */
  format: string;
  /** Where the records are of a foreign format: what it was recognised by (null if it was named), and its reader. */
  foreign: { label: string; because: string | null; read: (record: unknown) => ReadRecord } | null;
  /** The one that is applied; null where the records are receipts. */
  mapping: Mapping | null;
  /** The first records of the file, those that are objects. */
  sample: Record<string, unknown>[];
  /** All records, the first ones too. */
  records: AsyncIterable<SourceRecord[]>;
  /** A record as a receipt that is sent, not validated yet. To be asked in the order of the file. */
  toWire: (record: unknown) => unknown;
};

/** Records by which a file is recognised. */
const SAMPLE = 200;

/**
 * Decides on the mapping by the first records, and puts them back in front of the others.
 *
 * @throws FileError if they are nothing that can be mapped.
 */
export async function createReader(
  options: { format: UploadFormat; mapping: Mapping | null; startedAt?: string | null; filename: string },
  layout: Layout,
  records: AsyncGenerator<SourceRecord[]>,
): Promise<Reader> {
  const first: SourceRecord[] = [];
  while (first.length < SAMPLE) {
    const { done, value } = await records.next();
    if (done) break;
    for (const each of value) first.push(each);
  }
  async function* all(): AsyncGenerator<SourceRecord[]> {
    if (first.length > 0) yield first;
    yield* records;
  }
  const sample = objectsOf(first.slice(0, SAMPLE));
  const foreign = chooseFormat(options, first);
  if (foreign) {
    const { format, because } = foreign;
    const read = format.createReader({ name: options.filename, startedAt: options.startedAt });
    const reader = { label: format.label, because, read };
    return { format: format.name, foreign: reader, mapping: null, sample, records: all(), toWire: asItIs };
  }
  if (options.format === "outcomes" || (options.format === "auto" && !options.mapping && areOutcomes(sample))) {
    return { format: "outcomes", foreign: null, mapping: null, sample, records: all(), toWire: asItIs };
  }
  const startedAt = options.startedAt ?? null;
  const mapping = options.format === "receipt" ? null : chooseMapping(options.mapping, layout, sample, startedAt);
  const read = { foreign: null, mapping, sample, records: all() };
  const timed = (toWire: Reader["toWire"]) => (startedAt === null ? toWire : withTime(toWire, startedAt));
  if (!mapping) return { ...read, format: "receipt", toWire: timed(layout === "csv" ? fromCsv : asItIs) };
  return { ...read, format: layout, toWire: timed(mapper(mapping)) };
}

/** As it was named, or as the first records look; a mapping says that they are to be read by it. */
function chooseFormat(
  { format, mapping }: { format: UploadFormat; mapping: Mapping | null },
  first: SourceRecord[],
): { format: SourceFormat; because: string | null } | null {
  const named = findFormat(format);
  if (named) return { format: named, because: null };
  if (format !== "auto" || mapping) return null;
  return recogniseFormat(first.slice(0, SAMPLE).flatMap((each) => ("record" in each ? [each.record] : [])));
}

const asItIs: Reader["toWire"] = (record) => record;
const fromCsv: Reader["toWire"] = (record) => (isObject(record) ? csvReceipt(record) : record);

/** What the sender says of records that have no time. */
function withTime(toWire: Reader["toWire"], startedAt: string): Reader["toWire"] {
  return (record) => {
    const wire = toWire(record);
    return isObject(wire) && (wire.started_at ?? null) === null ? { ...wire, started_at: startedAt } : wire;
  };
}

function mapper(mapping: Mapping): Reader["toWire"] {
  const map = compileMapping(mapping);
  const idOf = createRecordIds();
  return (record) => {
    if (!isObject(record)) return record;
    const wire = map(record);
    if (wire.id === undefined || wire.id === null) wire.id = idOf(record);
    return wire;
  };
}

/** The records by which a file is recognised, of those that it has. */
export async function takeFirst(records: AsyncIterable<SourceRecord[]>): Promise<SourceRecord[]> {
  const first: SourceRecord[] = [];
  for await (const page of records) {
    for (const each of page) first.push(each);
    if (first.length >= SAMPLE) break;
  }
  return first.slice(0, SAMPLE);
}

export function objectsOf(records: SourceRecord[]): Record<string, unknown>[] {
  return records.flatMap((each) => ("record" in each && isObject(each.record) ? [each.record] : []));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
