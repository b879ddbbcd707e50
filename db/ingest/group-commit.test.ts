import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseReceipt } from "@/lib/receipts/parse-receipt";
import { ensureFirstRun } from "../auth/first-run";
import { verifyCells } from "../cells/verify";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { createGroupCommit } from "./group-commit";
import { type IngestResult, ingestStream } from "./ingest-stream";
import type { BatchResult, Portion } from "./write-batch";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
});
afterAll(() => database.drop());

const base = {
  started_at: "2026-11-02T09:30:00Z",
  workflow: "w",
  step: "s",
  model: "gpt-5.4",
  status: "pending",
  usage: { input_tokens: 100, output_tokens: 10 },
};

function post(...receipts: Record<string, unknown>[]): Promise<IngestResult> {
  async function* body() {
    yield Buffer.from(JSON.stringify(receipts.map((receipt) => ({ ...base, ...receipt }))));
  }
  return ingestStream({
    ...{ db: database.db, project: { id: "default", timeZone: "UTC" }, body: body(), filename: "body.json" },
    ...{ format: "receipt", mapping: null, uploadId: null, together: true },
  });
}
const counts = ({ inserted, amended, duplicates, rejected }: IngestResult) => [inserted, amended, duplicates, rejected];
const differences = async () => (await verifyCells(database.db))[0]?.differences;

describe("posts that are committed together", () => {
  it("each have their own counts and errors, and a bad one spoils no other", async () => {
    const results = await Promise.all([
      post({ id: "g1" }),
      post({ id: "g2", step: 5 }),
      post({ id: "g3" }, { id: "g3", model: "gpt-5.5" }),
      post({ id: "g4", model: "unheard-of" }),
    ]);
    expect(results.map(counts)).toEqual([
      [1, 0, 0, 0],
      [0, 0, 0, 1],
      [1, 0, 0, 1],
      [1, 0, 0, 0],
    ]);
    expect(results.map(({ unpriced }) => unpriced)).toEqual([0, 0, 0, 1]);
    expect(results[2]?.rejects[0]?.errors[0]?.code).toBe("conflict");
    expect(await differences()).toEqual([]);
  });

  it("come to what they would one after the other, whatever they know of each other", async () => {
    const results = await Promise.all([
      post({ id: "same" }),
      post({ id: "same" }),
      post({ id: "same", status: "accepted", human_edits: 2 }),
      post({ id: "same", model: "gpt-5.5" }),
      ...Array.from({ length: 40 }, (_, n) => post({ id: `many-${n % 20}`, retries: 1 })),
    ]);
    const sum = (field: "inserted" | "amended" | "duplicates" | "rejected") =>
      results.reduce((total, result) => total + result[field], 0);
    expect([sum("inserted"), sum("amended"), sum("duplicates"), sum("rejected")]).toEqual([21, 2, 21, 0]);
    const [row] = await database.db.$client`
      select status, human_edits, model from receipts where project_id = 'default' and id = 'same'`;
    expect(row).toEqual({ status: "accepted", human_edits: 2, model: "gpt-5.5" });
    expect(await differences()).toEqual([]);
  });

  it("sixteen writers of the same receipts do not lock each other out", { timeout: 120_000 }, async () => {
    const runs = Array.from({ length: 300 }, (_, n) => ({ id: `x-${n}`, step: `s${n % 5}` }));
    const results = await Promise.all(
      Array.from({ length: 16 }, async (_, writer) => {
        async function* body() {
          const own = [...runs.slice(writer * 10), ...runs.slice(0, writer * 10)].map((run) => ({
            ...{ ...base, ...run },
            ...(writer % 2 === 0 ? {} : { status: "accepted", retries: writer % 3 }),
          }));
          yield Buffer.from(own.map((run) => JSON.stringify(run)).join("\n"));
        }
        return ingestStream({
          ...{ db: database.db, project: { id: "default", timeZone: "UTC" }, body: body(), filename: "x.ndjson" },
          ...{ format: "receipt", mapping: null, uploadId: `writer-${writer}` },
        });
      }),
    );
    expect(results.reduce((total, { inserted }) => total + inserted, 0)).toBe(300);
    expect(results.every(({ rejected }) => rejected === 0)).toBe(true);
    expect(await differences()).toEqual([]);
  });

  it("recognises what is stored however it is written, and still sees what is new", async () => {
    const odd = {
      id: "odd",
      workflow: 'a "b", (c)\\d',
      started_at: "2026-11-02T09:30:00.120+01:00",
      first_pass: false,
    };
    expect(counts(await post(odd))).toEqual([1, 0, 0, 0]);
    const versions = () => database.db.$client`select xmin::text, ctid::text from receipts where id = 'odd'`;
    const before = await versions();
    expect(counts(await post(odd))).toEqual([0, 0, 1, 0]);
    expect(await versions()).toEqual(before);
    for (const news of [{ first_pass: true }, { human_minutes: 0.5 }, { lane: "work" }, { labels: { a: "b" } }]) {
      expect(counts(await post({ ...odd, ...news }))).toEqual([0, 1, 0, 0]);
    }
    expect(await differences()).toEqual([]);
  });
});

describe("createGroupCommit", () => {
  const done: BatchResult = { inserted: 1, amended: 0, duplicates: 0, unpriced: 0, conflicts: [] };
  const portion = (id: string): Portion => {
    const parsed = parseReceipt({ ...base, id });
    if (!parsed.ok) throw new Error("the receipt of this test is good");
    const target = { projectId: "p", uploadId: null, dayOf: () => "2026-11-02", price: () => expect.unreachable() };
    return { target, items: [{ line: 1, receipt: parsed.receipt }] };
  };

  it("gathers while a commit is under way, and writes a failed group one by one", async () => {
    const groups: string[][] = [];
    const commit = createGroupCommit(async (portions) => {
      const ids = portions.flatMap(({ items }) => items.map(({ receipt }) => receipt.id));
      groups.push(ids);
      await setImmediate();
      if (ids.includes("bad")) throw new Error("refused");
      return portions.map(() => done);
    });
    const answers = await Promise.allSettled(["a", "b", "bad", "c"].map((id) => commit(portion(id))));
    expect(groups).toEqual([["a"], ["b", "bad", "c"], ["b"], ["bad"], ["c"]]);
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  });
});
