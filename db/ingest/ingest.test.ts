import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureFirstRun } from "../auth/first-run";
import { rebuildCells } from "../cells/rebuild";
import { verifyCells } from "../cells/verify";
import { projects } from "../schema/projects";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { FileError } from "./file-error";
import { type IngestResult, ingestStream } from "./ingest-stream";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
  await database.db.update(projects).set({ timeZone: project.timeZone });
});
afterAll(() => database.drop());

type Wire = Record<string, unknown>;
const project = { id: "default", timeZone: "Europe/Berlin" };

function ingest(body: string | Buffer, uploadId: string | null = null): Promise<IngestResult> {
  async function* chunks() {
    const bytes = Buffer.from(body);
    for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
  }
  const options = { filename: "runs", format: "auto", mapping: null } as const;
  return ingestStream({ ...options, db: database.db, project, body: chunks(), uploadId });
}
const ndjson = (receipts: Wire[]) => receipts.map((receipt) => JSON.stringify(receipt)).join("\n");
const counts = ({ received, inserted, amended, duplicates, rejected }: IngestResult) => ({
  received,
  inserted,
  amended,
  duplicates,
  rejected,
});

async function differences() {
  const [verification] = await verifyCells(database.db);
  return verification?.differences;
}

const base: Wire = {
  started_at: "2026-11-02T09:30:00Z",
  workflow: "w",
  step: "s",
  model: "gpt-5.4",
  status: "accepted",
  usage: { input_tokens: 100, output_tokens: 10 },
};

/** Messages about a few runs: new, repeated, amended, corrected, in any order. */
const message: fc.Arbitrary<Wire> = fc.record(
  {
    id: fc.integer({ min: 1, max: 12 }).map((n) => `run-${n}`),
    started_at: fc.constantFrom("2026-11-02T09:30:00Z", "2026-11-02T22:59:59Z", "2026-11-02T23:30:00+00:00"),
    workflow: fc.constantFrom("w", "tab\tnewline\nbackslash\\"),
    step: fc.constantFrom("a", "b"),
    model: fc.constantFrom("gpt-5.4", "gpt-5.5", "unheard-of"),
    effort: fc.constantFrom(null, "high"),
    service_tier: fc.constantFrom(null, "standard", "fast"),
    status: fc.constantFrom("accepted", "rejected", "abandoned", "errored", "pending"),
    lane: fc.constantFrom(null, "work"),
    usage: fc.constantFrom(
      null,
      { input_tokens: 100, output_tokens: 10 },
      { input_tokens: 900, cache_read_tokens: 400, output_tokens: 70, reasoning_tokens: 20, flavour: "x" },
    ),
    cost_usd: fc.option(fc.double({ min: 0, max: 1_000_000, noNaN: true })),
    tool_calls: fc.option(fc.nat(100_000)),
    retries: fc.option(fc.nat(3)),
    validation_failures: fc.option(fc.nat(3)),
    human_edits: fc.option(fc.nat(3)),
    human_minutes: fc.option(fc.double({ min: 0, max: 1_000_000, noNaN: true })),
    first_pass: fc.option(fc.boolean()),
    stopped_early: fc.option(fc.boolean()),
    labels: fc.constantFrom(null, { customer: "acme" }, { customer: "b\\", team: "\t" }),
    attempts: fc.constantFrom(null, null, [{ model: "gpt-5.4", outcome: "validation_failed" }, { model: "gpt-5.5" }]),
  },
  { requiredKeys: ["id", "started_at", "workflow", "step", "model", "status"] },
);

describe("ingestStream", () => {
  it("keeps cells exact through random batches, orders, repeats and amendments", { timeout: 300_000 }, async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(message, { maxLength: 25 }), { minLength: 1, maxLength: 5 }),
        async (files) => {
          run += 1;
          const named = files.map((file) => file.map((each) => ({ ...each, id: `${run}-${each.id}` })));
          for (const file of named) {
            const result = await ingest(ndjson(file.length > 0 ? file : [base]), `file-${run}`);
            expect(result.inserted + result.amended + result.duplicates + result.rejected).toBe(result.received);
          }
          expect(await differences()).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
    const [before] = await verifyCells(database.db);
    await rebuildCells(database.db);
    expect(await verifyCells(database.db)).toEqual([before]);
  });

  it("comes to the same cells whatever else is being written", { timeout: 120_000 }, async () => {
    const file = Array.from({ length: 3_000 }, (_, n) => ({
      ...base,
      id: `at-once-${n % 2_000}`,
      step: `s${n % 7}`,
      retries: n % 3 === 0 ? 1 : null,
    }));
    const results = await Promise.all([
      ingest(ndjson(file), "one"),
      ingest(ndjson([...file].reverse()), "two"),
      ingest(ndjson(file.slice(500)), "three"),
    ]);
    expect(results.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(2_000);
    expect(await differences()).toEqual([]);
  });

  it("changes nothing when a file comes again", async () => {
    const file = ndjson(Array.from({ length: 12_000 }, (_, n) => ({ ...base, id: `again-${n}` })));
    expect(counts(await ingest(file, "a"))).toEqual({
      received: 12_000,
      inserted: 12_000,
      amended: 0,
      duplicates: 0,
      rejected: 0,
    });
    for (const body of [file, gzipSync(file)]) {
      expect(counts(await ingest(body, "b"))).toEqual({
        received: 12_000,
        inserted: 0,
        amended: 0,
        duplicates: 12_000,
        rejected: 0,
      });
    }
    expect(await differences()).toEqual([]);
  });

  it("gives a record without an id the hash of itself and of its occurrence", async () => {
    const record = { ts: "2026-11-02T09:30:00Z", suite: "hash", stage: "s", model: "m", passed: true };
    const file = [record, record, { ...record, passed: false }];
    expect(counts(await ingest(ndjson(file)))).toMatchObject({ inserted: 3 });
    expect(counts(await ingest(ndjson([...file, record])))).toMatchObject({ inserted: 1, duplicates: 3 });
  });

  it("reads CSV and JSON arrays, and names lines", async () => {
    const csv =
      "id,started_at,workflow,step,model,status,retries\nc1,2026-11-02T09:30:00Z,csv,s,m,accepted,1\nc2,2026-11-02,csv,s,m,accepted,\nc3,2026-11-02T09:30:00Z,csv,s,m,accepted,-1\n";
    async function* body() {
      yield Buffer.from(csv);
    }
    const options = { db: database.db, project, uploadId: null, format: "auto", mapping: null } as const;
    const result = await ingestStream({ ...options, filename: "x.csv", body: body() });
    expect([result.format, counts(result)]).toEqual([
      "receipt",
      { received: 3, inserted: 1, amended: 0, duplicates: 0, rejected: 2 },
    ]);
    expect(result.rejects.map((reject) => [reject.line, reject.errors[0]?.pointer])).toEqual([
      [3, "/started_at"],
      [4, "/retries"],
    ]);
    const array = await ingest(
      JSON.stringify(
        [
          { ...base, id: "j1" },
          { ...base, id: "j2", step: 5 },
        ],
        null,
        2,
      ),
    );
    expect([array.inserted, array.rejects.map((reject) => reject.line)]).toEqual([1, [2]]);
  });

  it("takes pages of its own answers in, as they are", async () => {
    const page = JSON.stringify({
      receipts: [
        { ...base, id: "p1" },
        { ...base, id: "p2", step: 5 },
      ],
      next_cursor: "x",
    });
    const result = await ingest(page);
    expect([result.list, result.format, result.inserted]).toEqual(["receipts", "receipt", 1]);
    expect(result.rejects.map((reject) => reject.line)).toEqual([2]);
    expect((await ingest('{"receipts": [], "next_cursor": null}')).failure?.code).toBe("empty");
  });

  it("writes no batch after the one at which it was stopped, though all has been read by then", async () => {
    const stop = new AbortController();
    const lines = ndjson(Array.from({ length: 30_000 }, (_, index) => ({ ...base, id: `stopped-${index}` })));
    const result = await ingestStream({
      ...{ filename: "runs", format: "auto", mapping: null, uploadId: null, db: database.db, project },
      body: (async function* () {
        yield Buffer.from(lines);
      })(),
      onProgress: async () => stop.abort(new FileError("cancelled", "It was cancelled.")),
      signal: stop.signal,
    });
    expect(result.failure?.code).toBe("cancelled");
    expect(result.inserted).toBeGreaterThan(0);
    expect(result.inserted).toBeLessThan(30_000);
    const [stored] = await database.db.$client`select count(*)::int as n from receipts where id like 'stopped-%'`;
    expect(stored?.n).toBe(result.inserted);
    expect(await differences()).toEqual([]);
  });

  it.each([
    ["a PNG", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), "unsupported"],
    ["nothing", "", "empty"],
    ["blank lines", "\n\n \n", "empty"],
    ["prose", "Dear model\nhello", "unsupported"],
    ["a CSV of something else", "name,age\nx,3\n", "mapping_needed"],
    ["a zip", Buffer.from([0x50, 0x4b, 3, 4, 0]), "unsupported"],
    ["gzip in gzip", gzipSync(gzipSync("x")), "unsupported"],
    ["spaces without end", gzipSync(Buffer.alloc(250_000_000, 0x20)), "too_big"],
    ["UTF-16", Buffer.from("\ufeff{}", "utf16le"), "unsupported"],
  ])("%s is refused in words", async (_, body, code) => {
    expect((await ingest(body)).failure?.code).toBe(code);
  });
});
