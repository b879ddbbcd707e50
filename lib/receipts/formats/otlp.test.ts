import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { otlp } from "./otlp";
import { decodeTraces, encodeAnswer } from "./otlp-protobuf";
import type { CallPart, FactsPart, ReadRecord, RunPart } from "./source-format";

const TRACE = "5b8efff798038103d269b633813fc60c";
const at = "2026-11-02T09:30:00.000Z";
const nano = (ms: number) => `${BigInt(Date.parse(at) + ms) * 1_000_000n}`;

function typed(value: unknown): unknown {
  if (Array.isArray(value)) return { arrayValue: { values: value.map(typed) } };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "string") return { stringValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

const list = (attributes: Record<string, unknown>) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: typed(value) }));

function span(id: number, attributes: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return {
    traceId: TRACE,
    spanId: `eee19b7ec3c1b1${id + 10}`,
    parentSpanId: "eee19b7ec3c1b199",
    name: "chat gpt-5.5",
    startTimeUnixNano: nano(id * 1_000),
    endTimeUnixNano: nano(id * 1_000 + 500),
    attributes: list(attributes),
    ...more,
  };
}

const document = (
  spans: Record<string, unknown>[],
  resource: Record<string, unknown> = { "service.name": "invoices" },
) => ({
  resourceSpans: [{ resource: { attributes: list(resource) }, scopeSpans: [{ scope: { name: "x" }, spans }] }],
});
const read = (record: unknown): ReadRecord => otlp.createReader({ name: "spans.json" })(record);

function partsOf(result: ReadRecord): RunPart[] {
  if (!("parts" in result)) throw new Error(JSON.stringify(result));
  return result.parts;
}
const callsOf = (result: ReadRecord): CallPart[] =>
  partsOf(result).flatMap(({ part }) => (part.kind === "call" ? [part] : []));

/** As the interface says it: the later one wins, field by field. */
function factsOf(parts: RunPart[]): FactsPart["facts"] {
  const facts = parts.flatMap(({ id, part }) => (part.kind === "facts" ? [{ id, ...part }] : []));
  facts.sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1));
  return Object.assign({}, ...facts.map((each) => each.facts));
}

const CHAT = {
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "openai",
  "gen_ai.request.model": "gpt-5.5",
  "gen_ai.response.model": "gpt-5.5-2026-04-23",
  "gen_ai.request.reasoning.level": "high",
  "openai.request.service_tier": "priority",
  "openai.response.service_tier": "default",
  "gen_ai.response.finish_reasons": ["stop"],
  "gen_ai.usage.input_tokens": 1000,
  "gen_ai.usage.cache_read.input_tokens": 600,
  "gen_ai.usage.cache_creation.input_tokens": 100,
  "gen_ai.usage.output_tokens": 200,
  "gen_ai.usage.reasoning.output_tokens": 150,
};

describe("a call", () => {
  it("is a part of its trace: integers as texts, input with cache, output with reasoning, the arm as asked, the tier as served", () => {
    const parts = partsOf(read(document([span(1, CHAT)])));
    expect(parts[0]).toEqual({
      id: `otlp:${TRACE}:eee19b7ec3c1b111`,
      runId: TRACE,
      part: {
        kind: "call",
        at: "2026-11-02T09:30:01.000Z",
        endAt: "2026-11-02T09:30:01.500Z",
        model: "gpt-5.5",
        provider: "openai",
        effort: "high",
        serviceTier: "standard",
        tokens: { uncachedInput: 300, cacheRead: 600, cacheWrite: 100, output: 50, reasoning: 150 },
        cacheWrite1h: null,
        reportedCostNanoUsd: null,
        stopReason: "stop",
        failed: false,
        within: `otlp:${TRACE}:eee19b7ec3c1b199`,
      },
    });
    expect(factsOf(parts)).toEqual({ workflow: "invoices", step: "chat" });
  });

  it.each<[string, Record<string, unknown>, Partial<CallPart["tokens"]>]>([
    [
      "gen_ai.system and prompt_tokens",
      { "gen_ai.system": "openai", "gen_ai.usage.prompt_tokens": 10, "gen_ai.usage.completion_tokens": 4 },
      { uncachedInput: 10, output: 4 },
    ],
    [
      "a total beside input",
      { "gen_ai.usage.input_tokens": 10, "llm.usage.total_tokens": 14 },
      { uncachedInput: 10, output: 4 },
    ],
    ["a total alone says neither", { "llm.usage.total_tokens": 14 }, { uncachedInput: null, output: null }],
    [
      "nothing in, nothing out",
      { "gen_ai.usage.input_tokens": 0, "gen_ai.usage.output_tokens": 0 },
      { uncachedInput: null, output: null },
    ],
    [
      "a count under two names is one",
      {
        "gen_ai.usage.input_tokens": 10,
        "gen_ai.usage.prompt_tokens": 10,
        "gen_ai.usage.output_tokens": 4,
        "gen_ai.usage.completion_tokens": 4,
      },
      { uncachedInput: 10, output: 4 },
    ],
    [
      "more cached than input: input excludes it",
      { "gen_ai.usage.input_tokens": 10, "gen_ai.usage.cache_read.input_tokens": 90, "gen_ai.usage.output_tokens": 4 },
      { uncachedInput: 10, cacheRead: 90, output: 4 },
    ],
  ])("%s", (_, usage, tokens) => {
    const [call] = callsOf(
      read(document([span(1, { "gen_ai.operation.name": "chat", "gen_ai.request.model": "m", ...usage })])),
    );
    expect(call?.tokens).toMatchObject(tokens);
  });

  it("without an operation is known by its tokens, under the deprecated names", () => {
    const old = { "gen_ai.system": "openai", "gen_ai.request.model": "m", "gen_ai.usage.completion_tokens": 4 };
    expect(callsOf(read(document([span(1, old)])))[0]).toMatchObject({ model: "m", provider: "openai" });
  });

  it("that ended in an error has failed", () => {
    expect(callsOf(read(document([span(1, CHAT, { status: { code: 2 } })])))[0]?.failed).toBe(true);
    expect(callsOf(read(document([span(1, CHAT, { status: { code: "STATUS_CODE_ERROR" } })])))[0]?.failed).toBe(true);
  });

  it("has the same ids in hex and in base64", () => {
    const base64 = (hex: string) => Buffer.from(hex, "hex").toString("base64");
    const shown = span(1, CHAT, {
      traceId: base64(TRACE),
      spanId: base64("eee19b7ec3c1b111"),
      parentSpanId: base64("eee19b7ec3c1b199"),
    });
    expect(read(document([shown]))).toEqual(read(document([span(1, CHAT)])));
  });

  it("belongs to its conversation where it names one", () => {
    const parts = partsOf(read(document([span(1, { ...CHAT, "gen_ai.conversation.id": "conv_1" })])));
    expect(new Set(parts.map(({ runId }) => runId))).toEqual(new Set(["conv_1"]));
  });
});

describe("a trace", () => {
  const agent = {
    ...span(0, {
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.agent.name": "extractor",
      "gen_ai.usage.input_tokens": 2000,
    }),
    parentSpanId: "",
    name: "invoke_agent extractor",
    endTimeUnixNano: nano(9_000),
  };
  const tool = span(
    2,
    { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "lookup" },
    { status: { code: 2 } },
  );
  const spans = [agent, span(1, CHAT), tool, span(3, CHAT)];

  it("counts calls and tools, and no agent around them, whose name is the step", () => {
    const parts = partsOf(read(document(spans)));
    expect(parts.map(({ part }) => part.kind).filter((kind) => kind !== "facts")).toEqual(["call", "tool", "call"]);
    expect(parts.find(({ part }) => part.kind === "tool")?.part).toMatchObject({ failed: true });
    expect(factsOf(parts)).toEqual({ workflow: "invoices", step: "extractor" });
  });

  it("has the same parts span by span, whatever the order", () => {
    const whole = partsOf(read(document(spans)));
    const single = [...spans].reverse().flatMap((each) => partsOf(read(document([each]))));
    expect(new Map(single.map((part) => [part.id, part]))).toEqual(new Map(whole.map((part) => [part.id, part])));
  });

  it.each(["invoke_agent", "invoke_workflow", "embeddings"])("leaves out %s with a reason", (operation) => {
    const result = read(document([span(1, { ...CHAT, "gen_ai.operation.name": operation })]));
    expect(result).toMatchObject({ leftOut: expect.stringContaining(operation) });
  });

  it("leaves out what is no span of a model", () => {
    expect(read(document([span(1, { "http.route": "/x" })]))).toEqual({
      leftOut: expect.stringContaining("no span of a model"),
    });
  });
});

describe("payoff.*", () => {
  it("says everything of a run, on any span, in texts too, and wins over defaults", () => {
    const root = span(0, {
      "payoff.step": "extraction",
      "payoff.workflow": "bills",
      "payoff.status": "accepted",
      "payoff.retries": 1,
      "payoff.human_edits": "2",
      "payoff.human_minutes": 3.5,
      "payoff.first_pass": "false",
      "payoff.task_id": "INV-1",
      "payoff.cost_usd": 0.25,
      "payoff.effort": "low",
      "payoff.labels.customer": "acme",
    });
    const facts = factsOf(partsOf(read(document([span(1, CHAT), root]))));
    expect(facts).toEqual({
      workflow: "bills",
      step: "extraction",
      status: "accepted",
      retries: 1,
      humanEdits: 2,
      humanMilliMinutes: 3_500,
      firstPass: false,
      taskId: "INV-1",
      reportedCostNanoUsd: 250_000_000,
      effort: "low",
      labels: { customer: "acme" },
    });
  });

  it("on the resource holds for the calls in it", () => {
    const facts = factsOf(
      partsOf(read(document([span(1, CHAT)], { "service.name": "s", "payoff.step": "triage", "payoff.lane": "work" }))),
    );
    expect(facts).toEqual({ workflow: "s", step: "triage", lane: "work" });
  });

  it("of a call's cost is the call's", () => {
    const parts = partsOf(read(document([span(1, { ...CHAT, "payoff.cost_usd": 0.1 })])));
    expect(parts[0]?.part).toMatchObject({ reportedCostNanoUsd: 100_000_000 });
    expect(factsOf(parts)).not.toHaveProperty("reportedCostNanoUsd");
  });

  it.each([
    ["payoff.status", "fine", "must be one of"],
    ["payoff.retries", -1, "must not be negative"],
    ["payoff.colour", "red", "is none of ours"],
    ["gen_ai.usage.input_tokens", "many", "must be a whole number"],
  ])("names what is wrong: %s = %s", (name, value, message) => {
    expect(read(document([span(1, CHAT), span(2, { ...CHAT, [name]: value })]))).toEqual({
      errors: [
        expect.objectContaining({
          pointer: `/resourceSpans/0/scopeSpans/0/spans/1/attributes/${name}`,
          message: expect.stringContaining(message),
        }),
      ],
    });
  });

  it.each([
    ["traceId", { traceId: "00000000000000000000000000000000" }],
    ["spanId", { spanId: undefined }],
    ["startTimeUnixNano", { startTimeUnixNano: "soon", endTimeUnixNano: undefined }],
  ])("names a bad %s", (field, more) => {
    expect(read(document([span(1, CHAT, more)]))).toMatchObject({
      errors: [{ pointer: `/resourceSpans/0/scopeSpans/0/spans/0/${field}` }],
    });
  });
});

describe("protobuf", () => {
  it("gives the same parts as JSON", () => {
    const json = document([
      span(1, CHAT),
      span(2, { "payoff.human_minutes": 2.5, "payoff.first_pass": true, "payoff.retries": 0 }),
    ]);
    const forBytes = structuredClone(json);
    for (const each of forBytes.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))) {
      for (const key of ["traceId", "spanId", "parentSpanId"])
        each[key] = Buffer.from(String(each[key]), "hex").toString("base64");
    }
    const decoded = decodeTraces(encodeAnswer("ExportTraceServiceRequest", forBytes));
    expect(decoded.ok && read(decoded.document)).toEqual(read(json));
  });

  it("reads bytes that were written by hand from the specification", () => {
    // ResourceSpans { ScopeSpans { Span { trace_id = 16 bytes, name = "x" } } }
    const bytes = Buffer.from(`0a19${"1217"}${"1215"}0a10${TRACE}2a0178`, "hex");
    expect(decodeTraces(bytes)).toEqual({
      ok: true,
      document: {
        resourceSpans: [
          { scopeSpans: [{ spans: [{ traceId: Buffer.from(TRACE, "hex").toString("base64"), name: "x" }] }] },
        ],
      },
    });
  });

  it("says that malformed bytes are", () => {
    expect(decodeTraces(Buffer.from("0aff", "hex"))).toEqual({
      ok: false,
      message: expect.stringContaining("not an ExportTraceServiceRequest"),
    });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const decoded = decodeTraces(bytes);
        if (decoded.ok) read(decoded.document);
      }),
    );
  });
});

describe("no input crashes the reader", () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.record({ intValue: fc.jsonValue() }),
    fc.record({ stringValue: fc.jsonValue() }),
  );
  const key = fc.constantFrom(
    ...Object.keys(CHAT),
    "payoff.status",
    "payoff.labels.__proto__",
    "payoff.retries",
    "ai.operationId",
    "openinference.span.kind",
    "gen_ai.conversation.id",
  );
  const anySpan = fc.record(
    {
      traceId: fc.oneof(fc.constant(TRACE), fc.jsonValue()),
      spanId: fc.oneof(fc.constant("eee19b7ec3c1b111"), fc.jsonValue()),
      startTimeUnixNano: fc.oneof(fc.constant(nano(0)), fc.jsonValue()),
      name: fc.jsonValue(),
      status: fc.jsonValue(),
      attributes: fc.oneof(fc.array(fc.record({ key, value })), fc.dictionary(key, fc.jsonValue()), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );

  it("of spans, nor of anything else", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          anySpan,
          fc.array(anySpan).map((spans) => document(spans)),
        ),
        (record) => {
          otlp.recognise([record]);
          const result = read(record);
          if ("errors" in result) expect(result.errors.length).toBeGreaterThan(0);
          if ("leftOut" in result) expect(result.leftOut).not.toBe("");
          if ("parts" in result) {
            for (const part of result.parts) {
              expect(part.id.length).toBeLessThanOrEqual(300);
              expect(part.runId).toMatch(/^[^\0]{1,200}$/);
            }
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
