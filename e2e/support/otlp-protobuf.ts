import protobuf from "protobufjs/light.js";

const field = (type: string, id: number) => ({ type, id });
const list = (type: string, id: number) => ({ type, id, rule: "repeated" as const });

/** What an exporter sends of OTLP's messages, and what it reads of the answer, by the specification's field numbers. */
const messages = protobuf.Root.fromJSON({
  nested: {
    Request: { fields: { resourceSpans: list("ResourceSpans", 1) } },
    ResourceSpans: { fields: { resource: field("Resource", 1), scopeSpans: list("ScopeSpans", 2) } },
    Resource: { fields: { attributes: list("KeyValue", 1) } },
    ScopeSpans: { fields: { spans: list("Span", 2) } },
    Span: {
      fields: {
        traceId: field("bytes", 1),
        spanId: field("bytes", 2),
        parentSpanId: field("bytes", 4),
        name: field("string", 5),
        startTimeUnixNano: field("fixed64", 7),
        endTimeUnixNano: field("fixed64", 8),
        attributes: list("KeyValue", 9),
      },
    },
    KeyValue: { fields: { key: field("string", 1), value: field("AnyValue", 2) } },
    AnyValue: { fields: { stringValue: field("string", 1), intValue: field("int64", 3) } },
    Status: { fields: { code: field("int32", 1), message: field("string", 2) } },
  },
});

export type OtlpSpan = Record<string, unknown> & { traceId: string; spanId: string; parentSpanId?: string };

/** A document of spans, one service's, in protobuf. */
export function toProtobuf(resource: object, spans: OtlpSpan[]): Buffer {
  const bytes = (hex: string | undefined) => Buffer.from(hex ?? "", "hex").toString("base64");
  const inBase64 = spans.map((span) => ({
    ...span,
    traceId: bytes(span.traceId),
    spanId: bytes(span.spanId),
    parentSpanId: bytes(span.parentSpanId),
  }));
  const type = messages.lookupType("Request");
  return Buffer.from(
    type.encode(type.fromObject({ resourceSpans: [{ resource, scopeSpans: [{ spans: inBase64 }] }] })).finish(),
  );
}

export function readStatus(bytes: Buffer): Record<string, unknown> {
  const type = messages.lookupType("Status");
  return type.toObject(type.decode(bytes));
}
