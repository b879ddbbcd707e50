import type { FileHead } from "@/db/ingest/read-head";

const MAX_HEAD_BYTES = 1_000_000;

/** The beginning of a file as the upload page sends it: `filename` and `size` of the whole in the URL, bytes as body. */
export function headOf(request: Request): FileHead {
  const { searchParams } = new URL(request.url);
  const size = Number(searchParams.get("size") ?? Number.NaN);
  return {
    filename: searchParams.get("filename") ?? "",
    size: Number.isSafeInteger(size) && size >= 0 ? size : null,
    bytes: first(request.body, MAX_HEAD_BYTES),
  };
}

async function* first(body: ReadableStream<Uint8Array> | null, limit: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body ?? []) {
    yield chunk;
    bytes += chunk.length;
    if (bytes >= limit) return;
  }
}
