import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { API_KEY, auth, getJson, postReceipts } from "./support/api";
import { ndjson, receipt } from "./support/receipts";

const own = () => `way-in-${randomBytes(5).toString("hex")}`;

test.describe("the way in", () => {
  test("one object, an array, NDJSON and gzip are the same to it", async ({ request }) => {
    const id = own();
    const one = await postReceipts(request, receipt(`${id}-1`));
    const array = await postReceipts(request, [receipt(`${id}-2`), receipt(`${id}-3`)]);
    const lines = await postReceipts(request, ndjson([receipt(`${id}-4`), receipt(`${id}-5`)]), {
      "Content-Type": "application/x-ndjson",
    });
    const zipped = await postReceipts(request, gzipSync(ndjson([receipt(`${id}-6`)])), {
      "Content-Type": "application/x-ndjson",
      "Content-Encoding": "gzip",
    });
    expect([one, array, lines, zipped].map(({ status, counts }) => [status, counts.inserted])).toEqual([
      [200, 1],
      [200, 2],
      [200, 2],
      [200, 1],
    ]);
  });

  test("the same receipt twice is one receipt; a later outcome amends it; pending never takes it back", async ({
    request,
  }) => {
    const workflow = own();
    const pending = receipt(`${workflow}-1`, { workflow, status: "pending" });
    const settled = receipt(`${workflow}-1`, { workflow, status: "accepted", human_edits: 2 });
    const answers = [];
    for (const message of [pending, pending, settled, pending, settled]) {
      const { counts } = await postReceipts(request, message);
      answers.push([counts.inserted, counts.amended, counts.duplicates]);
    }
    expect(answers).toEqual([
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
      [0, 0, 1],
      [0, 0, 1],
    ]);
    type Rows = { rows: { runs: number; status: Record<string, number>; sums: Record<string, number> }[] };
    const { rows } = await getJson<Rows>(request, `/api/metrics?group_by=step&workflow=${workflow}`);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.runs).toBe(1);
    expect(rows[0]?.status).toMatchObject({ accepted: 1, pending: 0 });
    expect(rows[0]?.sums.human_edits).toBe(2);
  });

  test("a known model is priced from its tokens, an unknown one is unpriced and never $0", async ({ request }) => {
    const workflow = own();
    const usage = { input_tokens: 15_669, cache_read_tokens: 199, output_tokens: 2_231, reasoning_tokens: 965 };
    const { counts } = await postReceipts(request, [
      receipt(`${workflow}-1`, { workflow, model: "gpt-5.5", usage }),
      receipt(`${workflow}-2`, { workflow, model: "house-model-7", usage }),
    ]);
    expect(counts.unpriced).toBe(1);
    type Rows = {
      rows: {
        key: { model: string };
        known: { cost_usd: number };
        sums: { cost_usd: number };
        cost_per_accepted_usd: object;
      }[];
    };
    const { rows } = await getJson<Rows>(request, `/api/metrics?group_by=model&workflow=${workflow}`);
    const priced = rows.find((row) => row.key.model === "gpt-5.5");
    // 15,470 uncached input × $5 + 199 cached × $0.50 + 2,231 output × $30, per million
    expect(priced?.sums.cost_usd).toBeCloseTo((15_470 * 5 + 199 * 0.5 + 2_231 * 30) / 1e6, 9);
    const unpriced = rows.find((row) => row.key.model === "house-model-7");
    expect(unpriced?.known.cost_usd).toBe(0);
    expect(unpriced?.cost_per_accepted_usd).toHaveProperty("missing");
  });

  test("no key is 401, a wrong key is 401, and the body is a problem document", async ({ request }) => {
    const without: Record<string, string>[] = [{}, { Authorization: `Bearer ${API_KEY}x` }];
    for (const headers of without) {
      const response = await request.post("/api/receipts", { headers, data: receipt(own()) });
      expect(response.status()).toBe(401);
      expect(response.headers()["content-type"]).toContain("application/problem+json");
    }
    expect((await request.get("/api/metrics?group_by=model")).status()).toBe(401);
    expect((await request.get("/api/health")).status()).toBe(200);
    expect((await request.get("/api/metrics?group_by=model", { headers: auth })).status()).toBe(200);
  });
});
