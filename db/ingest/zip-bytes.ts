import { FileError } from "./file-error";

/** Bytes of a stream, to be taken in pieces that the reader chooses; what was taken too much is put back. */
export class ByteSource {
  private held: Buffer = Buffer.alloc(0);
  private readonly source: AsyncIterator<Buffer>;

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The next bytes without taking them, fewer than asked for at the end alone. */
  async peek(length: number): Promise<Buffer> {
    while (this.held.length < length) {
      const { done, value } = await this.source.next();
      if (done) break;
      this.held = this.held.length === 0 ? value : Buffer.concat([this.held, value]);
    }
    return this.held.subarray(0, length);
  }

  /** @throws FileError where the archive ends before them. */
  async take(length: number): Promise<Buffer> {
    const bytes = await this.peek(length);
    if (bytes.length < length) throw cutOff();
    this.held = this.held.subarray(length);
    return bytes;
  }

  /** As many bytes as are at hand, `limit` at most; null at the end. */
  async takeSome(limit = Number.POSITIVE_INFINITY): Promise<Buffer | null> {
    const [first] = await this.peek(1);
    if (first === undefined) return null;
    const bytes = this.held.subarray(0, Math.min(limit, this.held.length));
    this.held = this.held.subarray(bytes.length);
    return bytes;
  }

  putBack(bytes: Buffer): void {
    this.held = this.held.length === 0 ? bytes : Buffer.concat([bytes, this.held]);
  }
}

export function cutOff(): FileError {
  return new FileError("cut_off", "The zip file breaks off before its end.");
}
