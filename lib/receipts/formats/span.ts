import { parseInstant } from "@/lib/time";
import type { FieldError } from "../parse-receipt";
import { noTime } from "./no-time";
import { type Attributes, isObject, readAttributes } from "./otlp-value";

/** A span, whatever the shape of its file was. */
export type Span = {
  /** Where it stands in its record, a JSON pointer: the beginning of the pointers of its errors. */
  pointer: string;
  /** Lower-case hex where it is OpenTelemetry's, else as sent. */
  traceId: string;
  spanId: string;
  /** null for the root of its trace. */
  parentId: string | null;
  name: string;
  /** UTC ISO 8601 with milliseconds; the end where there is no beginning. */
  at: string;
  endAt: string | null;
  failed: boolean;
  attributes: Attributes;
  resource: Attributes;
};

/** A span's place and its resource, not looked into yet. */
export type RawSpan = { pointer: string; span: Record<string, unknown>; resource: Attributes };

/** What a span gets that does not say it; null where it is refused instead. */
export type SpanGaps = {
  /** For spans without a time, UTC ISO 8601. */
  startedAt: string | null;
  /** For spans without any id, each a trace of its own. */
  idOf: ((span: object) => string) | null;
};

const NONE: Attributes = new Map();
const MAX_ID = 100;

/**
 * The spans of a record: of an OTLP document (`resourceSpans`) or one of its elements, of a list of spans, of an object
 * of such lists, or the record itself.
 */
export function findSpans(record: unknown): RawSpan[] {
  if (Array.isArray(record)) return listed(record, "", NONE);
  if (!isObject(record)) return [];
  if (Array.isArray(record.resourceSpans)) {
    return record.resourceSpans.flatMap((each, at) => ofResource(each, `/resourceSpans/${at}`));
  }
  if (Array.isArray(record.scopeSpans)) return ofResource(record, "");
  if (isSpanLike(record)) return listed([record], null, NONE);
  return Object.entries(record).flatMap(([key, each]) => (Array.isArray(each) ? listed(each, `/${key}`, NONE) : []));
}

function ofResource(value: unknown, pointer: string): RawSpan[] {
  if (!isObject(value)) return [];
  const resource = readAttributes(isObject(value.resource) ? value.resource.attributes : null);
  const scopes = Array.isArray(value.scopeSpans) ? value.scopeSpans : [];
  return scopes.flatMap((scope, at) =>
    isObject(scope) && Array.isArray(scope.spans)
      ? listed(scope.spans, `${pointer}/scopeSpans/${at}/spans`, resource)
      : [],
  );
}

function listed(values: unknown[], pointer: string | null, resource: Attributes): RawSpan[] {
  return values.flatMap((span, at) =>
    isObject(span)
      ? [{ pointer: pointer === null ? "" : `${pointer}/${at}`, span, resource: resourceOf(span, resource) }]
      : [],
  );
}

/** Spans that stand alone carry their resource themselves. */
function resourceOf(span: Record<string, unknown>, resource: Attributes): Attributes {
  return isObject(span.resource) ? readAttributes(span.resource.attributes) : resource;
}

/** A span, or attributes that stand alone; an object of lists of spans may have dotted names too. */
function isSpanLike(record: Record<string, unknown>): boolean {
  if (["attributes", "traceId", "spanContext", "context"].some((key) => key in record)) return true;
  const isList = (value: unknown) => Array.isArray(value) && value.some(isObject);
  return Object.entries(record).some(([key, value]) => key.includes(".") && !isList(value));
}

/** Attributes of a span: under `attributes`, or flattened into its own keys, with that name in front or without. */
export function attributesOf(span: Record<string, unknown>): Attributes {
  const found = readAttributes(span.attributes);
  for (const [key, value] of Object.entries(span)) {
    if (!key.includes(".") || value === null || value === undefined) continue;
    found.set(key.startsWith("attributes.") ? key.slice("attributes.".length) : key, value);
  }
  return found;
}

/**
 * Understands what all conventions share. Known shapes: OTLP/JSON, the spans of OpenTelemetry's JavaScript SDK
 * (`spanContext`, times as seconds and nanoseconds) and Python SDK, and Phoenix's (`context`, `start_time`).
 */
export function parseSpan(
  { pointer, span, resource }: RawSpan,
  { startedAt, idOf }: SpanGaps,
): { ok: true; span: Span } | { ok: false; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const context = [span, span.spanContext, span.context].filter(isObject);
  const find = (...keys: string[]) =>
    context.flatMap((each) => keys.map((key) => each[key])).find((each) => each != null);
  const sent = {
    traceId: find("traceId", "trace_id", "context.trace_id"),
    spanId: find("spanId", "span_id", "context.span_id"),
  };
  const own = sent.traceId === undefined && sent.spanId === undefined ? (idOf?.(span) ?? null) : null;
  const id = (field: keyof typeof sent) => {
    const read = own ?? readId(sent[field]);
    if (read === null)
      errors.push({ pointer: `${pointer}/${field}`, code: "invalid_value", message: "is missing, or is no id" });
    return read ?? "";
  };
  const [traceId, spanId] = [id("traceId"), id("spanId")];
  const parent = readId(
    find("parentSpanId", "parent_id", "parentId") ??
      (isObject(span.parentSpanContext) ? span.parentSpanContext.spanId : null),
  );
  const times = {
    start: find("startTimeUnixNano", "startTime", "start_time"),
    end: find("endTimeUnixNano", "endTime", "end_time"),
  };
  const endAt = readTime(times.end);
  const isTimeless = times.start === undefined && times.end === undefined;
  const at = readTime(times.start) ?? endAt ?? (isTimeless ? startedAt : null);
  if (at === null && isTimeless) errors.push(noTime(`${pointer}/startTimeUnixNano`));
  else if (at === null) {
    errors.push({
      pointer: `${pointer}/startTimeUnixNano`,
      code: "invalid_value",
      message: "is no time from 1970 to 2200",
    });
  }
  if (at === null || errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    span: {
      pointer,
      traceId,
      spanId,
      parentId: parent,
      name: typeof span.name === "string" ? span.name : "",
      at,
      endAt: endAt !== null && endAt >= at ? endAt : null,
      failed: isError(span.status) || isError(span.status_code) || isError(span.statusCode),
      attributes: attributesOf(span),
      resource,
    },
  };
}

/** Hex of 16 or 32 digits, the same bytes in base64 (as protobuf's own JSON writes them), or another source's text. */
function readId(value: unknown): string | null {
  if (typeof value !== "string" || value.length > MAX_ID) return null;
  const text = value.trim().replace(/^0x/, "");
  if (/^0*$/.test(text)) return null;
  if (/^([0-9a-f]{16}|[0-9a-f]{32})$/i.test(text)) return text.toLowerCase();
  if (!/^([A-Za-z0-9+/_-]{11}=|[A-Za-z0-9+/_-]{22}==)$/.test(text)) return text.includes("\0") ? null : text;
  const hex = Buffer.from(text, "base64").toString("hex");
  return /^0*$/.test(hex) ? null : hex;
}

/** Nanoseconds since 1970 (a text, or a number), `[seconds, nanoseconds]`, or ISO 8601; anything else is no time. */
function readTime(value: unknown): string | null {
  if (Array.isArray(value)) {
    const [seconds, nanoseconds] = value;
    return typeof seconds === "number" && typeof nanoseconds === "number"
      ? fromMs(seconds * 1e3 + Math.floor(nanoseconds / 1e6))
      : null;
  }
  if (typeof value === "number") return fromMs(Math.floor(value / 1e6));
  if (typeof value !== "string") return null;
  if (/^\d{1,20}$/.test(value)) return fromMs(Number(BigInt(value) / 1_000_000n));
  const parsed = parseInstant(value);
  return parsed.ok ? parsed.instant : null;
}

/** The year 1970 begins with the times that nobody set. */
function fromMs(ms: number): string | null {
  return ms > 0 && ms < Date.UTC(2200, 0) ? new Date(ms).toISOString() : null;
}

function isError(status: unknown): boolean {
  if (isObject(status)) return isError(status.code ?? status.status_code);
  return status === 2 || (typeof status === "string" && /^(STATUS_CODE_)?ERROR$/i.test(status));
}
