import { Root } from "protobufjs/light";

type Field = { type: string; id: number; rule?: "repeated" };
const one = (type: string, id: number): Field => ({ type, id });
const many = (type: string, id: number): Field => ({ type, id, rule: "repeated" });

/**
 * What is read of OTLP's messages (opentelemetry-proto 1.x, `trace/v1/trace.proto` and `common/v1/common.proto`), with
 * their field numbers. Other fields are skipped. Enums are read as integers, which are the same bytes.
 */
const root = Root.fromJSON({
  nested: {
    ExportTraceServiceRequest: { fields: { resourceSpans: many("ResourceSpans", 1) } },
    ResourceSpans: { fields: { resource: one("Resource", 1), scopeSpans: many("ScopeSpans", 2) } },
    Resource: { fields: { attributes: many("KeyValue", 1) } },
    ScopeSpans: { fields: { spans: many("Span", 2) } },
    Span: {
      fields: {
        traceId: one("bytes", 1),
        spanId: one("bytes", 2),
        parentSpanId: one("bytes", 4),
        name: one("string", 5),
        startTimeUnixNano: one("fixed64", 7),
        endTimeUnixNano: one("fixed64", 8),
        attributes: many("KeyValue", 9),
        status: one("Status", 15),
      },
    },
    Status: { fields: { code: one("int32", 3) } },
    KeyValue: { fields: { key: one("string", 1), value: one("AnyValue", 2) } },
    AnyValue: {
      oneofs: { value: { oneof: ["stringValue", "boolValue", "intValue", "doubleValue", "arrayValue"] } },
      fields: {
        stringValue: one("string", 1),
        boolValue: one("bool", 2),
        intValue: one("int64", 3),
        doubleValue: one("double", 4),
        arrayValue: one("ArrayValue", 5),
      },
    },
    ArrayValue: { fields: { values: many("AnyValue", 1) } },
    PartialSuccess: { fields: { rejectedSpans: one("int64", 1), errorMessage: one("string", 2) } },
    ExportTraceServiceResponse: { fields: { partialSuccess: one("PartialSuccess", 1) } },
    RpcStatus: { fields: { code: one("int32", 1), message: one("string", 2) } },
  },
});
const Request = root.lookupType("ExportTraceServiceRequest");

/** ExportTraceServiceRequest from protobuf, as OTLP/JSON has it but for its ids, which are base64. */
export function decodeTraces(bytes: Uint8Array): { ok: true; document: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, document: Request.toObject(Request.decode(bytes), { longs: String, bytes: String }) };
  } catch (error) {
    // The library throws for every malformation, and for nothing else.
    const detail = error instanceof Error ? error.message.slice(0, 200) : "it cannot be read";
    return { ok: false, message: `The body is not an ExportTraceServiceRequest in protobuf: ${detail}.` };
  }
}

/** An answer of OTLP/HTTP in protobuf. Of a plain object in OTLP/JSON's names. */
export function encodeAnswer(
  type: "ExportTraceServiceRequest" | "ExportTraceServiceResponse" | "RpcStatus",
  answer: Record<string, unknown>,
): Uint8Array<ArrayBuffer> {
  const message = root.lookupType(type);
  return new Uint8Array(message.encode(message.fromObject(answer)).finish());
}
