import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openInference } from "./openinference";
import { otlp } from "./otlp";
import type { CallPart, ReadRecord, SourceFormat } from "./source-format";
import { vercelAiSdk } from "./vercel-ai-sdk";

/** The folder of real samples, which is not part of the project; these tests run where it is there. */
const FORMATS = resolve(process.env.PAYOFF_SHARED ?? "../shared", "data", "formats");
const isThere = existsSync(FORMATS);
if (!isThere) console.warn("Skipped: the samples of foreign formats ../shared/data/formats are not here.");
const load = (...path: string[]) => JSON.parse(readFileSync(join(FORMATS, ...path), "utf8"));
const filesOf = (folder: string) =>
  isThere ? readdirSync(join(FORMATS, folder)).filter((name) => name.endsWith(".json")) : [];

const read = (format: SourceFormat, record: unknown): ReadRecord => format.createReader({ name: "x.json" })(record);
const partsOf = (result: ReadRecord) => ("parts" in result ? result.parts : []);
const callsOf = (results: ReadRecord[]): CallPart[] =>
  results.flatMap(partsOf).flatMap(({ part }) => (part.kind === "call" ? [part] : []));

type VercelSpan = {
  name: string;
  spanContext: { traceId: string; spanId: string };
  attributes: Record<string, unknown>;
};

/** An independent reading of the AI SDK's samples: by the names of spans and `gen_ai.usage.*` alone. */
function innerUsage(spans: VercelSpan[]): [string, unknown, unknown][] {
  return spans
    .filter(({ name }) => /do(Generate|Stream)$/.test(name))
    .map(({ spanContext, attributes }) => [
      spanContext.traceId,
      attributes["gen_ai.usage.input_tokens"],
      attributes["gen_ai.usage.output_tokens"],
    ]);
}

describe.skipIf(!isThere)("real spans of the Vercel AI SDK (../shared/data)", () => {
  const names = filesOf("vercel_ai_sdk_spans").filter((name) => name !== "capture-results.json");
  it.each(names)("%s", (name) => {
    const document = load("vercel_ai_sdk_spans", name);
    const spans: VercelSpan[] = Array.isArray(document) ? document : Object.values<VercelSpan[]>(document).flat();
    expect(spans.length).toBeGreaterThan(0);
    expect(vercelAiSdk.recognise([document])).toContain("ai.operationId");
    const results = spans.map((span) => read(vercelAiSdk, span));
    const found = results
      .flatMap(partsOf)
      .flatMap(({ runId, part }) =>
        part.kind === "call"
          ? [
              [
                runId,
                (part.tokens.uncachedInput ?? 0) + (part.tokens.cacheRead ?? 0),
                (part.tokens.output ?? 0) + (part.tokens.reasoning ?? 0),
              ],
            ]
          : [],
      );
    expect(found).toEqual(innerUsage(spans));
    for (const call of callsOf(results)) {
      expect(call).toMatchObject({
        model: "gpt-4o-mini",
        provider: "openai.responses",
        serviceTier: "standard",
        stopReason: "stop",
      });
    }
    // The whole document at once says the same.
    expect(partsOf(read(vercelAiSdk, document))).toEqual(results.flatMap(partsOf));
  });

  it("leaves out embeddings with a reason, and finds no span in a list of results", () => {
    for (const span of load("vercel_ai_sdk_spans", "ai-embed-doEmbed.json")) {
      expect(read(vercelAiSdk, span)).toEqual({ leftOut: "ai.embed.doEmbed is no call that writes an answer" });
    }
    expect(vercelAiSdk.recognise([load("vercel_ai_sdk_spans", "capture-results.json")])).toBeNull();
  });
});

const envelope = (attributes: Record<string, unknown>) => ({
  name: "x",
  context: { trace_id: "5b8efff798038103d269b633813fc60c", span_id: "eee19b7ec3c1b174" },
  parent_id: "eee19b7ec3c1b173",
  start_time: "2026-11-02T09:30:00+00:00",
  end_time: "2026-11-02T09:30:02+00:00",
  status_code: "OK",
  attributes,
});

describe.skipIf(!isThere)("real attributes of OpenInference and GenAI (../shared/data)", () => {
  // The samples are attributes without their spans, hence the envelope, as Phoenix has it.
  it.each(filesOf("openinference_genai"))("%s", (name) => {
    const attributes = load("openinference_genai", name);
    const format = name.startsWith("openinference") ? openInference : otlp;
    expect(format.recognise([attributes])).not.toBeNull();
    // By themselves they have neither a trace nor a time: each is a run of its own, at the time that is said for it.
    expect(read(format, attributes)).toMatchObject({ errors: [{ pointer: "/startTimeUnixNano", code: "no_time" }] });
    const startedAt = "2026-11-02T09:30:00.000Z";
    const alone = () => format.createReader({ name: "x.json", startedAt });
    const [first, again] = [alone(), alone()].map((read) => partsOf(read(attributes)));
    expect(first?.map(({ part }) => part.at)).toContain(startedAt);
    expect(again).toEqual(first);
    const result = read(format, envelope(attributes));
    if (name.includes("tool_execution")) {
      expect(partsOf(result).map(({ part }) => part.kind)).toEqual(["tool", "facts"]);
      return;
    }
    const input = attributes["llm.token_count.prompt"] ?? attributes["gen_ai.usage.input_tokens"];
    const output = attributes["llm.token_count.completion"] ?? attributes["gen_ai.usage.output_tokens"];
    expect(callsOf([result])).toMatchObject([
      {
        model: "gpt-4",
        provider: "openai",
        effort: null,
        tokens: { uncachedInput: input, cacheRead: null, cacheWrite: null, output, reasoning: null },
        failed: false,
      },
    ]);
  });
});

describe("OpenInference", () => {
  const LLM = {
    "openinference.span.kind": "LLM",
    "llm.model_name": "gpt-5.5-2026-04-23",
    "llm.invocation_parameters": '{"model": "gpt-5.5", "reasoning_effort": "high", "service_tier": "flex"}',
    "llm.token_count.prompt": 100,
    "llm.token_count.prompt_details.cache_read": 60,
    "llm.token_count.completion": 50,
    "llm.token_count.completion_details.reasoning": 30,
    "llm.cost.total": 0.0123,
  };
  const expected = {
    model: "gpt-5.5",
    effort: "high",
    serviceTier: "flex",
    tokens: { uncachedInput: 40, cacheRead: 60, cacheWrite: null, output: 20, reasoning: 30 },
    reportedCostNanoUsd: 12_300_000,
  };

  it("reads counts, the cost, and what was asked for from a JSON text", () => {
    expect(callsOf([read(openInference, envelope(LLM))])).toMatchObject([expected]);
  });

  it("reads spans that were flattened, with their attributes' name in front or nested", () => {
    const { attributes: _, context: __, ...rest } = envelope({});
    const flat = Object.fromEntries(Object.entries(LLM).map(([key, value]) => [`attributes.${key}`, value]));
    const ids = { "context.trace_id": "t1", "context.span_id": "s1" };
    expect(callsOf([read(openInference, { ...rest, ...ids, ...flat })])).toMatchObject([expected]);
    const nested = {
      openinference: { span: { kind: "LLM" } },
      llm: { model_name: "m", token_count: { prompt: 7, completion: 3 } },
    };
    expect(callsOf([read(openInference, envelope(nested))])).toMatchObject([
      { model: "m", tokens: { uncachedInput: 7, output: 3 } },
    ]);
  });

  it("counts LLM spans only, and TOOL spans as calls of tools", () => {
    expect(
      partsOf(read(openInference, envelope({ "openinference.span.kind": "TOOL" }))).map(({ part }) => part.kind),
    ).toContain("tool");
    for (const kind of ["CHAIN", "AGENT", "EMBEDDING", "RETRIEVER"]) {
      expect(read(openInference, envelope({ ...LLM, "openinference.span.kind": kind }))).toMatchObject({
        leftOut: expect.stringContaining(kind),
      });
    }
  });

  it("takes parameters that are no JSON for none", () => {
    expect(callsOf([read(openInference, envelope({ ...LLM, "llm.invocation_parameters": "{broken" }))])).toMatchObject([
      { model: "gpt-5.5-2026-04-23", effort: null },
    ]);
  });
});

describe("Vercel AI SDK", () => {
  const CALL = {
    "ai.operationId": "ai.streamText.doStream",
    "ai.telemetry.functionId": "extract",
    "ai.model.id": "gpt-5.5",
    "gen_ai.request.model": "gpt-5.5",
    "gen_ai.system": "openai",
    "ai.response.providerMetadata": '{"openai": {"serviceTier": "priority"}}',
    "ai.usage.inputTokens": 100,
    "ai.usage.cachedInputTokens": 60,
    "ai.usage.outputTokens": 50,
    "ai.usage.reasoningTokens": 30,
    "gen_ai.usage.input_tokens": 100,
    "gen_ai.usage.output_tokens": 50,
  };

  it("counts what stands under both names once, and reads the tier that was served", () => {
    expect(callsOf([read(vercelAiSdk, envelope(CALL))])).toMatchObject([
      { serviceTier: "priority", tokens: { uncachedInput: 40, cacheRead: 60, output: 20, reasoning: 30 } },
    ]);
  });

  it("leaves out what stands around a call, and takes a root's name for the step", () => {
    const outer = { ...CALL, "ai.operationId": "ai.streamText" };
    expect(read(vercelAiSdk, envelope(outer))).toMatchObject({
      leftOut: "ai.streamText repeats the sums of the calls in it",
    });
    const { parent_id: _, ...root } = envelope(outer);
    expect(partsOf(read(vercelAiSdk, root)).map(({ part }) => part)).toMatchObject([
      { kind: "facts", facts: { step: "extract" } },
    ]);
  });

  it("counts calls of tools", () => {
    expect(partsOf(read(vercelAiSdk, envelope({ "ai.operationId": "ai.toolCall" })))[0]?.part).toMatchObject({
      kind: "tool",
      failed: false,
    });
  });

  it("in one file with other conventions is counted once each, by any of the formats", () => {
    const spans = [
      CALL,
      { "gen_ai.operation.name": "chat", "gen_ai.request.model": "m" },
      { "openinference.span.kind": "LLM", "llm.model_name": "n" },
    ].map((attributes, at) => ({ ...envelope(attributes), context: { trace_id: "t1", span_id: `s${at}` } }));
    const results = [otlp, openInference, vercelAiSdk].map((format) =>
      callsOf([read(format, spans)]).map(({ model }) => model),
    );
    expect(results).toEqual([
      ["gpt-5.5", "m", "n"],
      ["gpt-5.5", "m", "n"],
      ["gpt-5.5", "m", "n"],
    ]);
  });

  it("is not crashed by any value of its attributes", () => {
    const attributes = fc.record(
      Object.fromEntries(
        Object.keys({ ...CALL, "openinference.span.kind": 1, "llm.invocation_parameters": 1 }).map((key) => [
          key,
          fc.jsonValue(),
        ]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(attributes, (each) => {
        const result = read(vercelAiSdk, envelope(each));
        expect(Object.keys(result)).toHaveLength(1);
      }),
    );
  });
});
