import { FileError } from "./file-error";
import { type EntrySize, inflateEntry } from "./inflate-entry";
import { ByteSource, cutOff } from "./zip-bytes";

/** A file in an archive. `bytes` is to be read before the next entry is asked for; what is left of it is passed over. */
export type ZipEntry = { name: string; bytes: AsyncGenerator<Buffer> };

type Header = {
  name: string;
  method: number;
  /** Packed and plain bytes; null where they stand behind the entry's bytes alone. */
  packed: number | null;
  plain: number | null;
  hasDescriptor: boolean;
};

const ENTRY = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
/** What may come after an entry: the next one, or what the directory at the end begins with. */
const AFTER = [ENTRY, 0x02014b50, 0x06054b50, 0x06064b50, 0x08064b50];
const MAX_ENTRIES = 20_000;
const [STORED, DEFLATED] = [0, 8];
const ZIP64 = 0xffffffff;
const DOCUMENT = /^(\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/|word\/|ppt\/|mimetype$|META-INF\/)/;

/**
 * The files of a zip in the order of its bytes, by the headers in front of them, since a stream's directory comes last.
 * ZIP application note 6.3.10, sections 4.3.7, 4.3.9 and 4.5.3.
 *
 * @throws FileError where it breaks off, is damaged or encrypted, or is packed as a stream cannot be unpacked.
 */
export async function* readZip(body: AsyncIterable<Buffer>): AsyncGenerator<ZipEntry> {
  const source = new ByteSource(body);
  for (let count = 1; ; count += 1) {
    const head = await source.peek(4);
    if (head.length < 4) throw cutOff();
    const signature = head.readUInt32LE(0);
    if (signature !== ENTRY) {
      if (!AFTER.includes(signature)) throw new FileError("broken", "The zip file is damaged.");
      return drain(source);
    }
    if (count > MAX_ENTRIES) {
      throw new FileError("too_big", `The zip holds more than ${MAX_ENTRIES.toLocaleString("en-US")} files: split it.`);
    }
    const header = await readHeader(source);
    if (count === 1 && DOCUMENT.test(header.name)) {
      throw new FileError("unsupported", "This is a spreadsheet or another document: export it as CSV.");
    }
    const bytes = entryBytes(source, header);
    try {
      yield { name: header.name, bytes: unclosed(bytes) };
      for await (const _ of bytes);
    } finally {
      await bytes.return(undefined);
    }
  }
}

/** Whoever stops reading an entry must not close it: the archive goes on behind it. */
async function* unclosed(bytes: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  for (;;) {
    const { done, value } = await bytes.next();
    if (done) return;
    yield value;
  }
}

/** The directory at the end says nothing new, but whether the archive is whole. */
async function drain(source: ByteSource): Promise<void> {
  let tail = Buffer.alloc(0);
  for (;;) {
    const some = await source.takeSome();
    if (some === null) break;
    tail = Buffer.concat([tail, some]).subarray(-66_000);
  }
  const end = tail.lastIndexOf("PK\u0005\u0006");
  if (end < 0 || tail.length < end + 22) throw cutOff();
}

async function readHeader(source: ByteSource): Promise<Header> {
  const fixed = await source.take(30);
  const flags = fixed.readUInt16LE(6);
  const name = (await source.take(fixed.readUInt16LE(26))).toString("utf8");
  const extra = await source.take(fixed.readUInt16LE(28));
  if (flags & 1) throw new FileError("unsupported", "The zip is encrypted: pack it without a password.");
  const hasDescriptor = (flags & 8) !== 0;
  const sizes = [fixed.readUInt32LE(22), fixed.readUInt32LE(18)];
  const long = zip64Sizes(extra);
  const [plain = null, packed = null] = sizes.map((size) => (size === ZIP64 ? (long.shift() ?? null) : size));
  const known = !hasDescriptor || (packed !== null && packed > 0);
  return {
    ...{ name, method: fixed.readUInt16LE(8), hasDescriptor },
    ...(known ? { packed, plain } : { packed: null, plain: null }),
  };
}

/** Plain and packed size, where the header has no room for them. */
function zip64Sizes(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    const field = extra.subarray(at + 4, at + 4 + length);
    if (extra.readUInt16LE(at) === 1) {
      return Array.from({ length: Math.floor(Math.min(field.length, 16) / 8) }, (_, n) =>
        Number(field.readBigUInt64LE(n * 8)),
      );
    }
    at += 4 + length;
  }
  return [];
}

async function* entryBytes(source: ByteSource, header: Header): AsyncGenerator<Buffer> {
  const size = yield* header.method === DEFLATED ? inflateEntry(source) : storedEntry(source, header);
  const isWhole =
    [header.packed ?? size.packed, header.plain ?? size.plain].join() === [size.packed, size.plain].join();
  // How long the plain bytes of a method that is not known are is not known either.
  if (!isWhole && isReadable(header)) throw new FileError("broken", `The zip file is damaged at ${header.name}.`);
  await passDescriptor(source, header, size.packed);
  if (!isReadable(header)) {
    const words = "It is packed by a method that cannot be read here: pack it as usual (deflate).";
    throw new FileError("unsupported", words);
  }
}

const isReadable = ({ method }: Header) => method === DEFLATED || method === STORED;

/** Bytes as they are, or passed over where nobody knows how they are packed. */
async function* storedEntry(source: ByteSource, header: Header): AsyncGenerator<Buffer, EntrySize> {
  const length = header.packed ?? (await emptyLength(source, header));
  let taken = 0;
  while (taken < length) {
    const some = await source.takeSome(length - taken);
    if (some === null) throw cutOff();
    taken += some.length;
    if (isReadable(header)) yield some;
  }
  return { packed: taken, plain: taken };
}

/** A directory, say. Where bytes follow that nothing tells the end of, only the archive's directory would. */
async function emptyLength(source: ByteSource, header: Header): Promise<number> {
  if ((await descriptorLength(source, 0)) !== null) return 0;
  throw new FileError(
    "broken",
    `The zip does not say how long ${header.name} is before it comes: pack it anew, or send the file by itself.`,
  );
}

async function passDescriptor(source: ByteSource, header: Header, packed: number): Promise<void> {
  if (!header.hasDescriptor) return;
  const length = await descriptorLength(source, packed);
  if (length === null) throw new FileError("broken", "The zip file is damaged.");
  await source.take(length);
}

/**
 * The sizes behind an entry come with or without a signature and in 4 or 8 bytes each, and nothing says which: it is
 * the form whose packed size is right, and behind which something of a zip begins. Some write but the last 32 bits.
 */
async function descriptorLength(source: ByteSource, packed: number): Promise<number | null> {
  const bytes = await source.peek(28);
  if (bytes.length < 16) throw cutOff();
  const start = bytes.readUInt32LE(0) === DESCRIPTOR ? 4 : 0;
  const low = packed % 2 ** 32;
  for (const each of [4, 8]) {
    const end = start + 4 + 2 * each;
    if (bytes.length < end + 4) continue;
    if (bytes.readUInt32LE(start + 4) === low && AFTER.includes(bytes.readUInt32LE(end))) return end;
  }
  return null;
}
