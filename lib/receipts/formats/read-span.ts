import type { FieldError } from "../parse-receipt";
import { LIMITS } from "../receipt-schema";
import { createRecordIds } from "../record-ids";
import { readGenAi } from "./genai-convention";
import { readOpenInference } from "./openinference-convention";
import { piecesOf } from "./pieces-of";
import type { CallPart, LinkPart, ReadRecord, RunPart, SourceFile, ToolPart } from "./source-format";
import { findSpans, parseSpan, type RawSpan, type Span, type SpanGaps } from "./span";
import { type Facts, readFacts } from "./span-facts";
import { canBeKept, spanFields } from "./span-fields";
import type { SpanCall, SpanMeaning } from "./span-meaning";
import { readVercel } from "./vercel-convention";

/** The most telling first: a span that speaks several (the AI SDK writes `gen_ai.*` too) is read by one, and once. */
const CONVENTIONS = [readVercel, readOpenInference, readGenAi];
/** What OpenTelemetry calls a service that has no name. */
const NO_SERVICE = "unknown_service";

/**
 * A default is dated before everything, so that whatever is said of the run wins over it, whichever comes first; among
 * defaults the later of these wins: the name of what a call does, of the stage that it belongs to, of the run's root.
 */
const DEFAULT_AT = {
  operation: "1970-01-01T00:00:00.000Z",
  stage: "1970-01-01T00:00:00.001Z",
  root: "1970-01-01T00:00:00.002Z",
};

/**
 * Records of spans to parts. A run is a trace, or the conversation (`gen_ai.conversation.id`, on the span or its
 * resource) where the span names one. A record with something wrong in it is refused as a whole. A file may hold bare
 * attributes: each of them is then a run of its own, by an id made of what it says.
 */
export function createSpanReader({ startedAt = null }: SourceFile): (record: unknown) => ReadRecord {
  const gaps = { startedAt, idOf: createRecordIds() };
  return (record) => readSpans(record, gaps);
}

function readSpans(record: unknown, gaps: SpanGaps): ReadRecord {
  const found = findSpans(record);
  if (found.length === 0) return { leftOut: "there is no span in it" };
  const read = found.map((raw) => readSpan(raw, gaps));
  const errors = read.flatMap((each) => ("errors" in each ? each.errors : []));
  if (errors.length > 0) return { errors: errors.slice(0, 20) };
  const pieces = read.flatMap(piecesOf);
  if (read.some((each) => "parts" in each)) return { parts: pieces };
  const reasons = new Set(read.flatMap((each) => ("leftOut" in each ? [each.leftOut] : [])));
  return { leftOut: [...reasons].slice(0, 3).join("; "), ...(pieces.length > 0 && { links: pieces }) };
}

/**
 * One span to its parts: a call or a call of a tool, what was said of its run, and defaults for what nobody says. Of one
 * that only stands around calls, where it stands itself: two conventions may have written down the same call, one in
 * the other (`counted-calls.ts`).
 */
export function readSpan(raw: RawSpan, gaps: SpanGaps): ReadRecord {
  const parsed = parseSpan(raw, gaps);
  const meant = parsed.ok ? understand(parsed.span) : null;
  // A span of something else, a request or a query, is none of our business even where it is broken.
  if (!parsed.ok) return isOurs(raw) ? { errors: parsed.errors } : { leftOut: NOT_OURS };
  const { span } = parsed;
  const said = readFacts(span);
  const run = runOf(span);
  const errors = [meant, said, run].flatMap((each) => (each && "errors" in each ? each.errors : []));
  if (errors.length > 0 || "errors" in said || "errors" in run || (meant && "errors" in meant)) return { errors };
  const own = [...span.attributes.keys()].some((key) => key.startsWith("payoff."));
  if (!meant && !own) return { leftOut: NOT_OURS };
  const is = meant?.meaning.is ?? null;
  const parts = partsOf(span, run.id, meant?.meaning ?? null, said.facts, own);
  if (parts.some(({ part }) => part.kind !== "link")) return { parts };
  return { leftOut: is && "why" in is ? is.why : NOT_OURS, ...(parts.length > 0 && { links: parts }) };
}

const NOT_OURS = "it is no span of a model or a tool";

function understand(span: Span): { meaning: SpanMeaning } | { errors: FieldError[] } | null {
  for (const read of CONVENTIONS) {
    const meant = read(span);
    if (meant) return meant;
  }
  return null;
}

function isOurs({ span }: RawSpan): boolean {
  return /"(attributes\.)?(gen_ai|llm|ai|openinference|payoff)\./.test(JSON.stringify(span));
}

function runOf(span: Span): { id: string } | { errors: FieldError[] } {
  const conversation = "gen_ai.conversation.id";
  const own = span.attributes.has(conversation) ? span : { ...span, attributes: span.resource };
  const fields = spanFields(own);
  const id = fields.text([conversation], LIMITS.id);
  return fields.errors.length > 0 ? { errors: fields.errors } : { id: id ?? span.traceId };
}

function partsOf(span: Span, runId: string, meaning: SpanMeaning | null, said: Facts, own: boolean): RunPart[] {
  const parts: RunPart[] = [];
  const idOf = (spanId: string) => `otlp:${span.traceId}:${spanId}`;
  const add = (id: string, part: RunPart["part"]) => parts.push({ id: `${idOf(span.spanId)}${id}`, runId, part });
  const within = span.parentId === null ? null : idOf(span.parentId);
  const is = meaning?.is;
  const { reportedCostNanoUsd: saidCost, ...facts } = said;
  if (is?.kind === "call") add("", callPart(span, is.call, said, within));
  if (is?.kind === "around" && within !== null) add("", { kind: "link", at: span.at, within } satisfies LinkPart);
  if (is?.kind === "tool") add("", { kind: "tool", at: span.at, failed: span.failed } satisfies ToolPart);
  // Said when the span ended: so the root, which ends last, has the last word.
  const ofRun = is?.kind === "call" || saidCost === undefined ? facts : said;
  const counts = is?.kind === "call" || is?.kind === "tool" || (span.parentId === null && is?.kind === "around");
  if (Object.keys(ofRun).length > 0 && (own || counts)) {
    add(":said", { kind: "facts", at: span.endAt ?? span.at, facts: ofRun });
  }
  if (counts || (own && is)) add(":default", { kind: "facts", ...defaults(span, meaning) });
  return parts;
}

/** A cost that is said on a call is the call's; on any other span it is the run's. */
function callPart(span: Span, call: SpanCall, said: Facts, within: string | null): CallPart {
  return {
    kind: "call",
    at: span.at,
    endAt: span.endAt,
    ...call,
    effort: said.effort ?? call.effort,
    serviceTier: said.serviceTier ?? call.serviceTier,
    reportedCostNanoUsd: said.reportedCostNanoUsd ?? call.reportedCostNanoUsd,
    failed: span.failed,
    ...(within !== null && { within }),
  };
}

/**
 * Workflow: the service's name. Step: what the root says the run is (its agent, workflow or function, or else the
 * span's own name), else the stage of a call, else what the call does. A root that is a call itself has only these
 * latter two: its span's name holds the model's, which would make a step of every model.
 */
function defaults(span: Span, meaning: SpanMeaning | null): { at: string; facts: Facts } {
  const service = span.resource.get("service.name");
  const workflow = typeof service === "string" ? nameOf(service) : null;
  const isRoot = span.parentId === null && meaning?.is.kind === "around";
  const stage = meaning?.stage ?? (isRoot ? nameOf(span.name) : null);
  const rank = isRoot ? "root" : stage === null ? "operation" : "stage";
  const step = stage ?? meaning?.operation ?? null;
  return {
    at: DEFAULT_AT[rank],
    facts: {
      workflow: workflow ?? NO_SERVICE,
      ...(step !== null && meaning?.is.kind !== "tool" && { step }),
      ...(isRoot && span.failed && { status: "errored" as const }),
    },
  };
}

function nameOf(text: string): string | null {
  const name = text.trim();
  return name !== "" && name.length <= LIMITS.name && canBeKept(name) ? name : null;
}
