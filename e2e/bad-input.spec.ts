import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { auth, type Counts, getJson, postReceipts } from "./support/api";
import { ndjson, receipt } from "./support/receipts";

async function upload(request: APIRequestContext, body: string | Buffer, filename = "runs.ndjson") {
  const response = await request.post(`/api/uploads?filename=${filename}`, { headers: auth, data: body });
  return { status: response.status(), body: (await response.json()) as Counts & { title: string; detail: string } };
}

/** An id prefix of its own for each test, so that nothing depends on the order of tests. */
const own = () => `bad-${randomBytes(5).toString("hex")}`;

test.describe("bad input is named, and nothing good is lost", () => {
  const fields: [string, Record<string, unknown>, string][] = [
    ["a date without a zone", { started_at: "2026-11-02T09:30:00" }, "/started_at"],
    ["a date that is none", { started_at: "2026-02-31T09:30:00Z" }, "/started_at"],
    ["an unknown status", { status: "done" }, "/status"],
    ["a negative count", { retries: -1 }, "/retries"],
    ["a count of the wrong type", { tool_calls: "5" }, "/tool_calls"],
    ["half a retry", { retries: 0.5 }, "/retries"],
    ["a negative cost", { cost_usd: -0.1 }, "/cost_usd"],
    ["more cache than input", { usage: { input_tokens: 5, cache_read_tokens: 6, output_tokens: 1 } }, "/usage"],
    ["an id of 201 characters", { id: "x".repeat(201) }, "/id"],
    ["a label that is no text", { labels: { customer: 7 } }, "/labels"],
    ["a missing step", { step: undefined }, "/step"],
    ["a character that no database keeps", { step: "a\u0000b" }, "/step"],
  ];
  for (const [what, change, pointer] of fields) {
    test(what, async ({ request }) => {
      const id = own();
      const body = ndjson([receipt(`${id}-1`), receipt(`${id}-2`, change), receipt(`${id}-3`)]);
      const { status, counts } = await postReceipts(request, body, { "Content-Type": "application/x-ndjson" });
      expect(status).toBe(200);
      expect([counts.received, counts.inserted, counts.rejected.length]).toEqual([3, 2, 1]);
      expect(counts.rejected[0]?.line).toBe(2);
      expect(counts.rejected[0]?.errors[0]?.pointer).toContain(pointer);
      expect(counts.rejected[0]?.errors[0]?.message.length).toBeGreaterThan(5);
    });
  }

  test("all bad is a 422 with the same counts", async ({ request }) => {
    const { status } = await postReceipts(request, receipt(own(), { status: "great" }));
    expect(status).toBe(422);
  });

  test("broken JSON in one line of many", async ({ request }) => {
    const id = own();
    const lines = Array.from({ length: 1000 }, (_, index) => JSON.stringify(receipt(`${id}-${index}`)));
    lines[6] = '{"id": "broken';
    const { status, body } = await upload(request, lines.join("\n"));
    expect(status).toBe(201);
    expect([body.received, body.inserted]).toEqual([1000, 999]);
    expect(body.rejected.map((each) => each.line)).toEqual([7]);
  });

  test("invalid UTF-8 loses its own line only", async ({ request }) => {
    const id = own();
    const bad = Buffer.concat([
      Buffer.from(`${JSON.stringify(receipt(`${id}-1`))}\n{"id": "`),
      Buffer.from([0xc3, 0x28]),
      Buffer.from(`"}\n${JSON.stringify(receipt(`${id}-3`))}\n`),
    ]);
    const { body } = await upload(request, bad);
    expect([body.inserted, body.rejected[0]?.line]).toEqual([2, 2]);
  });

  test("a line of 100 MB is refused by its number, and reading goes on", async ({ request }) => {
    const id = own();
    const body = [
      JSON.stringify(receipt(`${id}-1`)),
      JSON.stringify(receipt(`${id}-2`, { labels: { big: "x".repeat(100_000_000) } })),
      JSON.stringify(receipt(`${id}-3`)),
    ].join("\n");
    const answer = await upload(request, gzipSync(body, { level: 1 }), "runs.ndjson.gz");
    expect([answer.body.inserted, answer.body.rejected[0]?.line]).toEqual([2, 2]);
  });

  test("two conflicting copies of an id in one file: the second is named beside the first", async ({ request }) => {
    const id = own();
    const { body } = await upload(
      request,
      ndjson([receipt(`${id}-1`), receipt(`${id}-2`), receipt(`${id}-1`, { model: "gpt-5.5" })]),
    );
    expect([body.inserted, body.rejected.length]).toEqual([2, 1]);
    expect(body.rejected[0]?.line).toBe(3);
    expect(body.rejected[0]?.errors[0]?.pointer).toContain("model");
    expect(body.rejected[0]?.errors[0]?.message).toContain("line 1");
  });

  const refused: [string, Buffer][] = [
    ["an empty file", Buffer.alloc(0)],
    ["a PNG", Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), randomBytes(500)])],
    ["a gzip bomb", gzipSync(gzipSync(Buffer.alloc(300_000_000, 0x20), { level: 9 }), { level: 9 })],
    ["a gzip file of spaces", gzipSync(Buffer.alloc(300_000_000, 0x20), { level: 9 })],
  ];
  for (const [what, body] of refused) {
    test(`${what} is refused in words`, async ({ request }) => {
      const answer = await upload(request, body, "file.gz");
      expect([400, 413, 415, 422]).toContain(answer.status);
      expect(answer.body.detail.length).toBeGreaterThan(10);
    });
  }

  test("a gzip file that breaks off keeps what was whole, and says so", async ({ request }) => {
    const id = own();
    const whole = gzipSync(ndjson(Array.from({ length: 20_000 }, (_, index) => receipt(`${id}-${index}`))));
    const answer = await upload(request, whole.subarray(0, whole.length - 2000), "runs.ndjson.gz");
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toMatch(/breaks off|cut|truncated|incomplete/i);
    const kept = await getJson<{ id: string }>(request, `/api/receipts/${id}-0`);
    expect(kept.id).toBe(`${id}-0`);
  });

  test("an unknown filter is an error, not ignored", async ({ request }) => {
    const response = await request.get("/api/metrics?group_by=model&modle=gpt-5.4", { headers: auth });
    expect(response.status()).toBe(400);
    expect(response.headers()["content-type"]).toContain("application/problem+json");
    expect(JSON.stringify(await response.json())).toContain("modle");
  });
});
