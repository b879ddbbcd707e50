import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { decodeTraces } from "@/lib/receipts/formats/otlp-protobuf";
import { isObject } from "@/lib/receipts/formats/otlp-value";

/** Exporters send some hundred spans at a time; this is many times the largest of such bodies, in bytes. */
const MAX_BODY = 64_000_000;
const unzip = promisify(gunzip);

export type Encoding = "json" | "protobuf";
type Failure = { ok: false; status: 400 | 413 | 415; message: string };

/** How the body is written, by its content type; null if it is neither of OTLP's. */
export function encodingOf(request: Request): Encoding | null {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type === "application/json") return "json";
  return type === "application/x-protobuf" || type === "application/protobuf" ? "protobuf" : null;
}

/** The body as a document of OTLP/JSON, unpacked and decoded. */
export async function readTraces(
  request: Request,
  encoding: Encoding,
): Promise<{ ok: true; document: Record<string, unknown> } | Failure> {
  const bytes = await readBytes(request);
  if (!bytes.ok) return bytes;
  const decoded = encoding === "protobuf" ? decodeTraces(bytes.bytes) : parseJson(bytes.bytes);
  if (!decoded.ok) return { ...decoded, status: 400 };
  const { document } = decoded;
  const isTraces = isObject(document) && (Array.isArray(document.resourceSpans) || Object.keys(document).length === 0);
  if (isTraces) return { ok: true, document };
  return {
    ok: false,
    status: 400,
    message: "The body is not an ExportTraceServiceRequest: an object with resourceSpans.",
  };
}

async function readBytes(request: Request): Promise<{ ok: true; bytes: Buffer } | Failure> {
  const tooBig: Failure = {
    ok: false,
    status: 413,
    message: `The body is longer than ${MAX_BODY / 1e6} MB. Send fewer spans at a time.`,
  };
  const packing = request.headers.get("content-encoding") ?? "identity";
  if (!["gzip", "identity"].includes(packing)) {
    return { ok: false, status: 415, message: "The body is packed in a way that is not read here; gzip is." };
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > MAX_BODY) return tooBig;
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (packing === "identity") return { ok: true, bytes };
  try {
    return { ok: true, bytes: await unzip(bytes, { maxOutputLength: MAX_BODY }) };
  } catch (error) {
    if (error instanceof RangeError) return tooBig;
    return { ok: false, status: 400, message: "The body is said to be gzip, and cannot be unpacked." };
  }
}

function parseJson(bytes: Buffer): { ok: true; document: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, document: JSON.parse(bytes.toString("utf8")) };
  } catch {
    return { ok: false, message: "The body is not JSON." };
  }
}
