import { encodeAnswer } from "@/lib/receipts/formats/otlp-protobuf";
import type { FieldError } from "@/lib/receipts/parse-receipt";
import type { Encoding } from "./read-body";

const PROTOBUF = { "Content-Type": "application/x-protobuf" };
/** Codes of google.rpc.Code by HTTP status. */
const RPC_CODES: Record<number, number> = { 400: 3, 401: 16, 403: 7, 413: 3, 415: 3, 501: 12, 503: 14 };
const INTERNAL = 13;

/**
 * OTLP's answer, in the encoding of the question: empty where every span was read, else how many were not, and why for
 * the first. OTLP asks for success there too, so that a client does not send the others again.
 */
export function tracesAnswer(encoding: Encoding, rejected: FieldError[][]): Response {
  const [first] = rejected;
  const why = first?.map(({ pointer, message }) => `${pointer} ${message}`).join("; ");
  const answer = first
    ? { partialSuccess: { rejectedSpans: String(rejected.length), errorMessage: `The first of them: ${why}.` } }
    : {};
  if (encoding === "json") return Response.json(answer);
  return new Response(encodeAnswer("ExportTraceServiceResponse", answer), { headers: PROTOBUF });
}

/** A problem document as whoever speaks protobuf wants it: a google.rpc.Status. Others keep the document. */
export async function inEncoding(encoding: Encoding | null, response: Response): Promise<Response> {
  if (response.ok || encoding !== "protobuf") return response;
  const { detail }: { detail?: unknown } = await response.json();
  const status = { code: RPC_CODES[response.status] ?? INTERNAL, message: String(detail ?? "") };
  const headers = new Headers(response.headers);
  headers.set("Content-Type", PROTOBUF["Content-Type"]);
  return new Response(encodeAnswer("RpcStatus", status), { status: response.status, headers });
}
