import { gzipSync } from "node:zlib";
import { Root } from "protobufjs/light";
import { describe, expect, it } from "vitest";
import { problem } from "@/app/api/problem";
import { encodeAnswer } from "@/lib/receipts/formats/otlp-protobuf";
import { inEncoding, tracesAnswer } from "./answer";
import { encodingOf, readTraces } from "./read-body";

const DOCUMENT = { resourceSpans: [{ scopeSpans: [{ spans: [{ name: "x" }] }] }] };
const JSON_BYTES = Buffer.from(JSON.stringify(DOCUMENT));
const PROTOBUF_BYTES = Buffer.from(encodeAnswer("ExportTraceServiceRequest", DOCUMENT));

function request(body: Buffer, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/v1/traces", { method: "POST", body: new Uint8Array(body), headers });
}

describe("the body", () => {
  it.each([
    ["application/json", "json"],
    ["application/json; charset=utf-8", "json"],
    ["application/x-protobuf", "protobuf"],
    ["text/plain", null],
  ])("%s is %s", (type, encoding) => {
    expect(encodingOf(request(JSON_BYTES, { "Content-Type": type }))).toBe(encoding);
  });

  it.each([
    ["JSON", JSON_BYTES, "json", {}],
    ["gzip of JSON", gzipSync(JSON_BYTES), "json", { "Content-Encoding": "gzip" }],
    ["protobuf", PROTOBUF_BYTES, "protobuf", {}],
    ["gzip of protobuf", gzipSync(PROTOBUF_BYTES), "protobuf", { "Content-Encoding": "gzip" }],
  ] as const)("as %s", async (_, body, encoding, headers) => {
    expect(await readTraces(request(body, headers), encoding)).toEqual({ ok: true, document: DOCUMENT });
  });

  it("without spans is empty, not malformed", async () => {
    expect(await readTraces(request(Buffer.from("{}")), "json")).toEqual({ ok: true, document: {} });
    expect(await readTraces(request(Buffer.alloc(0)), "protobuf")).toEqual({ ok: true, document: {} });
  });

  it.each([
    ["JSON that is cut off", JSON_BYTES.subarray(0, 10), "json", {}, 400],
    ["JSON of another kind", Buffer.from('{"spans": []}'), "json", {}, 400],
    ["a list", Buffer.from("[]"), "json", {}, 400],
    ["protobuf that is cut off", PROTOBUF_BYTES.subarray(0, 5), "protobuf", {}, 400],
    ["JSON as protobuf", JSON_BYTES, "protobuf", {}, 400],
    ["what is only said to be gzip", JSON_BYTES, "json", { "Content-Encoding": "gzip" }, 400],
    ["brotli", JSON_BYTES, "json", { "Content-Encoding": "br" }, 415],
    [
      "what is too long once unpacked",
      gzipSync(Buffer.alloc(65_000_000, 32)),
      "json",
      { "Content-Encoding": "gzip" },
      413,
    ],
  ] as const)("%s is refused", async (_, body, encoding, headers, status) => {
    expect(await readTraces(request(body, headers), encoding)).toMatchObject({ ok: false, status });
  });
});

/** An independent reading of answers, by the field numbers of the specification. */
const answers = Root.fromJSON({
  nested: {
    Partial: { fields: { rejected: { type: "int64", id: 1 }, message: { type: "string", id: 2 } } },
    Answer: { fields: { partial: { type: "Partial", id: 1 } } },
    Status: { fields: { code: { type: "int32", id: 1 }, message: { type: "string", id: 2 } } },
  },
});
async function decoded(type: string, response: Response) {
  const message = answers.lookupType(type);
  return message.toObject(message.decode(new Uint8Array(await response.arrayBuffer())), { longs: Number });
}

describe("the answer", () => {
  const rejected = [[{ pointer: "/x", code: "c", message: "is missing" }]];

  it("says nothing where all went well", async () => {
    expect(await tracesAnswer("json", []).json()).toEqual({});
    expect((await tracesAnswer("protobuf", []).arrayBuffer()).byteLength).toBe(0);
  });

  it("counts rejected spans and says why", async () => {
    const errorMessage = "The first of them: /x is missing.";
    expect(await tracesAnswer("json", rejected).json()).toEqual({
      partialSuccess: { rejectedSpans: "1", errorMessage },
    });
    const response = tracesAnswer("protobuf", rejected);
    expect(response.headers.get("content-type")).toBe("application/x-protobuf");
    expect(await decoded("Answer", response)).toEqual({ partial: { rejected: 1, message: errorMessage } });
  });

  it("is a status of RPC for protobuf, a problem for JSON", async () => {
    const response = await inEncoding("protobuf", problem(401, "No key.", {}, { "WWW-Authenticate": "Bearer" }));
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await decoded("Status", response)).toEqual({ code: 16, message: "No key." });
    const same = await inEncoding("json", problem(400, "Bad."));
    expect(await same.json()).toMatchObject({ status: 400, detail: "Bad." });
  });
});
