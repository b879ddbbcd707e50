import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { auth, getJson } from "./support/api";
import { type OtlpSpan, readStatus, toProtobuf } from "./support/otlp-protobuf";

const JSON_TYPE = { "Content-Type": "application/json" };
const PROTOBUF_TYPE = { "Content-Type": "application/x-protobuf" };
const RESOURCE = { attributes: [{ key: "service.name", value: { stringValue: "invoices" } }] };

async function post(request: APIRequestContext, data: Buffer | string, headers: Record<string, string>) {
  return request.post("/v1/traces", { headers: { ...auth, ...headers }, data });
}

const asJson = (spans: OtlpSpan[]) =>
  JSON.stringify({ resourceSpans: [{ resource: RESOURCE, scopeSpans: [{ spans }] }] });

function spanOf(traceId: string, nth: number, attributes: Record<string, string | number>): OtlpSpan {
  const start = BigInt(Date.parse("2026-11-02T09:30:00Z") + nth * 1_000) * 1_000_000n;
  return {
    traceId,
    spanId: `00000000000000${nth + 10}`,
    ...(nth > 0 && { parentSpanId: "0000000000000010" }),
    name: "a span",
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + 500_000_000n),
    attributes: Object.entries(attributes).map(([key, value]) => ({
      key,
      value: typeof value === "string" ? { stringValue: value } : { intValue: String(value) },
    })),
  };
}

const CALL = {
  "gen_ai.operation.name": "chat",
  "gen_ai.request.model": "gpt-5.5",
  "gen_ai.usage.input_tokens": 1000,
  "gen_ai.usage.cache_read.input_tokens": 400,
  "gen_ai.usage.output_tokens": 200,
};

/** An agent that repeats its calls' sums, two calls, and a tool. */
function trace(): { traceId: string; spans: OtlpSpan[] } {
  const traceId = randomBytes(16).toString("hex");
  const agent = {
    "gen_ai.operation.name": "invoke_agent",
    "gen_ai.agent.name": "extractor",
    "gen_ai.usage.input_tokens": 1500,
    "payoff.status": "accepted",
    "payoff.human_edits": 2,
  };
  return {
    traceId,
    spans: [
      spanOf(traceId, 0, agent),
      spanOf(traceId, 1, CALL),
      spanOf(traceId, 2, { "gen_ai.operation.name": "execute_tool" }),
      spanOf(traceId, 3, { ...CALL, "gen_ai.usage.input_tokens": 500 }),
    ],
  };
}

const EXPECTED = {
  workflow: "invoices",
  step: "extractor",
  model: "gpt-5.5",
  status: "accepted",
  human_edits: 2,
  tool_calls: 1,
  usage: { input_tokens: 1500, cache_read_tokens: 800, output_tokens: 400 },
};

test.describe("traces", () => {
  for (const encoding of ["json", "protobuf"] as const) {
    test(`in two posts, twice, out of order, are one receipt with right sums (${encoding})`, async ({ request }) => {
      const { traceId, spans } = trace();
      const send = (some: OtlpSpan[]) =>
        encoding === "json"
          ? post(request, asJson(some), JSON_TYPE)
          : post(request, gzipSync(toProtobuf(RESOURCE, some)), { ...PROTOBUF_TYPE, "Content-Encoding": "gzip" });
      for (const some of [spans.slice(2).reverse(), spans.slice(0, 2), spans, spans.slice(1, 3)]) {
        const response = await send(some);
        expect(response.status(), await response.text()).toBe(200);
        expect((await response.body()).toString()).toBe(encoding === "json" ? "{}" : "");
      }
      expect(await getJson(request, `/api/receipts/${traceId}`)).toMatchObject(EXPECTED);
    });
  }

  test("of other things are no error, and a bad span is counted and named", async ({ request }) => {
    const id = randomBytes(16).toString("hex");
    const other = await post(request, asJson([spanOf(id, 1, { "http.route": "/x" })]), JSON_TYPE);
    expect([other.status(), await other.json()]).toEqual([200, {}]);
    const bad = await post(request, asJson([spanOf(id, 1, { ...CALL, "payoff.status": "fine" })]), JSON_TYPE);
    expect(bad.status()).toBe(200);
    expect(await bad.json()).toMatchObject({
      partialSuccess: { rejectedSpans: "1", errorMessage: expect.stringContaining("payoff.status must be one of") },
    });
  });

  test("without a good key are refused, in the encoding of the request", async ({ request }) => {
    const { spans } = trace();
    const wrong = { Authorization: "Bearer wrong" };
    const json = await post(request, asJson(spans), { ...JSON_TYPE, ...wrong });
    expect([json.status(), (await json.json()).status]).toEqual([401, 401]);
    const protobuf = await post(request, toProtobuf(RESOURCE, spans), { ...PROTOBUF_TYPE, ...wrong });
    expect([protobuf.status(), protobuf.headers()["content-type"]]).toEqual([401, "application/x-protobuf"]);
    expect(readStatus(await protobuf.body())).toMatchObject({ code: 16 });
  });

  test("that are malformed are refused", async ({ request }) => {
    const { spans } = trace();
    const json = await post(request, Buffer.from(asJson(spans)).subarray(0, -3), JSON_TYPE);
    expect([json.status(), (await json.json()).detail]).toEqual([400, "The body is not JSON."]);
    const protobuf = await post(request, toProtobuf(RESOURCE, spans).subarray(0, -3), PROTOBUF_TYPE);
    expect(protobuf.status()).toBe(400);
    expect(readStatus(await protobuf.body())).toMatchObject({ code: 3 });
    expect((await post(request, "x", { "Content-Type": "text/plain" })).status()).toBe(415);
  });
});
