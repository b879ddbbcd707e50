import { createReadStream, existsSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { csvLine } from "@/lib/csv";
import { EMPTY_FILTER } from "@/lib/filter";
import { CSV_COLUMNS, csvFields } from "@/lib/receipts/csv-columns";
import { wireReceipt } from "@/lib/receipts/wire-receipt";
import { toWire } from "@/lib/wire";
import { ensureFirstRun } from "../auth/first-run";
import { uploadFile } from "../ingest/upload-file";
import { listReceipts, type ReceiptCursor } from "../queries/list-receipts";
import { createTestDatabase, type TestDatabase } from "../testing/database";

/** Real runs, which are not part of the project. */
const realRuns = resolve(process.env.PAYOFF_SHARED ?? "../shared", "data/runs/wolfbench_gpt54_gpt55.ndjson.gz");
const areHere = existsSync(realRuns);

const project = { id: "default", timeZone: "UTC" };
const databases: TestDatabase[] = [];
async function empty(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  databases.push(database);
  await ensureFirstRun(database.db, { initApiKey: null });
  return database;
}
let source: TestDatabase;
afterAll(() => Promise.all(databases.map((database) => database.drop())));

async function upload({ db }: TestDatabase, filename: string, body: AsyncIterable<Uint8Array>, mapping: object | null) {
  const options = { db, project, uploadId: filename, filename, format: "auto", totalBytes: null } as const;
  const result = await uploadFile({
    ...options,
    mapping: mapping as Parameters<typeof uploadFile>[0]["mapping"],
    body,
  });
  expect([result.failure, result.rejects]).toEqual([null, []]);
  return result;
}

async function* once(text: string) {
  yield Buffer.from(text);
}

async function exported(format: "ndjson" | "csv") {
  const lines: string[] = format === "csv" ? [csvLine(CSV_COLUMNS)] : [];
  let after: ReceiptCursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof listReceipts>> = await listReceipts(source.db, project, EMPTY_FILTER, {
      ...{ limit: 1_000, after },
    });
    const wires = page.receipts.map((receipt) => toWire(wireReceipt(receipt)) as Record<string, unknown>);
    lines.push(...wires.map((wire) => (format === "csv" ? csvLine(csvFields(wire)) : `${JSON.stringify(wire)}\n`)));
    after = page.next;
  } while (after);
  return lines.join("");
}

const cells = ({ db }: TestDatabase) =>
  db.$client`select * from cells
    order by day, workflow, step, model, effort, service_tier, lane, harness, assign, policy_version, state, unknown`;

it.each(["ndjson", "csv"] as const)("gives the same cells elsewhere for runs of every kind, as %s", async (format) => {
  source = await empty();
  const base = { started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "s", model: "gpt-5.4", status: "accepted" };
  const usage = { input_tokens: 900, cache_read_tokens: 500, output_tokens: 90, reasoning_tokens: 40 };
  const runs = [
    { ...base, id: "computed", usage, retries: 0, human_edits: 0 },
    { ...base, id: "reported", usage, cost_usd: 0.123456789, retries: 1, human_edits: 0, human_minutes: 0.333 },
    { ...base, id: "labels", labels: { aB: "x", "a.b": 'y, "z"' }, first_pass: false, retries: 0, human_edits: 0 },
    { ...base, id: "own usage", usage: { ...usage, service: { aB: 1 } }, status: "pending" },
    {
      ...{ ...base, id: "attempts", effort: "high" },
      attempts: [
        { model: "gpt-5.4", usage, outcome: "failed" },
        { model: "gpt-5.5", usage },
      ],
    },
    { ...base, id: "unpriced", model: "nobody's", usage },
  ];
  await upload(source, "made.ndjson", once(runs.map((run) => JSON.stringify(run)).join("\n")), null);
  const other = await empty();
  await upload(other, `receipts.${format}`, once(await exported(format)), null);
  expect(await cells(other)).toEqual(await cells(source));
  expect(await rows(other)).toEqual(await rows(source));
});

/** All that is stored of runs, but for where they came from and when. */
async function rows({ db }: TestDatabase) {
  const runs = await db.$client`select * from receipts order by id`;
  const attempts = await db.$client`select * from usage_lines order by receipt_id, position`;
  return {
    runs: runs.map(({ upload_id: _, upload_line: _line, received_at: _at, ...row }) => row),
    attempts: attempts.map((row) => ({ ...row })),
  };
}

/** Texts that a spreadsheet or a reader of CSV could take for something else. */
const oddText = fc.oneof(
  fc.constantFrom(
    "=1+1",
    "'=1",
    "''-2",
    "@x",
    "+1",
    "-1",
    "TRUE",
    "1e3",
    "null",
    '{"a":1}',
    '["b"]',
    'a,"b"\r\nc',
    "ä€😀",
  ),
  fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !text.includes("\0")),
);
const oddName = oddText.map((text) => text.trim()).filter((text) => text !== "");
const counts = fc.integer({ min: 0, max: 400_000 });
const usageOf = fc.record({ a: counts, b: counts, c: counts, d: counts, e: counts }).map(({ a, b, c, d, e }) => ({
  ...{ input_tokens: a + b + c, cache_read_tokens: b, cache_write_tokens: c },
  ...{ output_tokens: d + e, reasoning_tokens: e },
}));
const model = fc.constantFrom("gpt-5.4", "gpt-5.5", "claude-opus-4-5", "gemini-2.5-pro", "nobody's");
const at = fc.integer({ min: 0, max: 200 * 24 }).map((hour) => new Date(Date.UTC(2026, 3, 1, hour)).toISOString());
const tier = fc.constantFrom(null, "standard", "batch", "flex");
const attempt = fc.record(
  {
    ...{ model, usage: usageOf, outcome: oddText },
    request: fc.record({ at, service_tier: tier, hour_cache_write_tokens: fc.nat(1_000) }),
  },
  { requiredKeys: ["model", "usage"] },
);
const receipt = fc.record(
  {
    ...{ started_at: at, workflow: oddName, step: fc.constantFrom("a", "=b"), model, service_tier: tier },
    status: fc.constantFrom("accepted", "rejected", "errored", "abandoned", "pending"),
    ...{ effort: fc.constantFrom("high", "low"), task_id: oddName, lane: fc.constantFrom("work", "-hard") },
    ...{ stop_reason: oddText, cost_usd: fc.nat(5e6).map((micro) => micro / 1e6), retries: fc.nat(9) },
    ...{ human_edits: fc.nat(9), human_minutes: fc.nat(9_999).map((milli) => milli / 1_000), first_pass: fc.boolean() },
    labels: fc.dictionary(oddText, oddText, { maxKeys: 4 }),
    // Attempts add up to the run: where there are some, it says nothing of its own.
    of: fc.oneof(
      fc.record({ usage: usageOf }),
      fc.record({ usage: usageOf.map((usage) => ({ ...usage, service: { aB: [1, null] } })) }),
      fc.record({ attempts: fc.array(attempt, { minLength: 1, maxLength: 3 }) }),
      fc.constant({}),
    ),
  },
  { requiredKeys: ["started_at", "workflow", "step", "model", "status", "of"] },
);

it("gives the same receipts and cells elsewhere as CSV, whatever was in them", async () => {
  source = await empty();
  const other = await empty();
  let turn = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(oddName, receipt), { minLength: 20, maxLength: 60 }), async (made) => {
      turn += 1;
      const runs = made.map(([id, { of, ...run }], n) => ({ id: `${id} ${turn}-${n}`, ...run, ...of }));
      await upload(source, `made-${turn}.ndjson`, once(runs.map((run) => JSON.stringify(run)).join("\n")), null);
      await upload(other, `receipts-${turn}.csv`, once(await exported("csv")), null);
      expect(await rows(other)).toEqual(await rows(source));
      expect(await cells(other)).toEqual(await cells(source));
    }),
    { numRuns: 4 },
  );
});

it.skipIf(!areHere)(
  `gives the same cells elsewhere for real runs, as NDJSON and as CSV${areHere ? "" : ": ../shared/data is not here"}`,
  async () => {
    source = await empty();
    const mapping = {
      ...{ id: "id", started_at: "ts", step: "step", model: "model", effort: "effort", cost_usd: "cost_usd" },
      status: { path: "accepted", values: { true: "accepted", false: "rejected", null: "errored" } },
      ...{ workflow: { const: "bench" }, "usage.input_tokens": "input_tokens", tool_calls: "tool_calls" },
      ...{ "usage.cache_read_tokens": "cached_input_tokens", "usage.output_tokens": "output_tokens" },
    };
    await upload(source, "wolfbench.ndjson.gz", createReadStream(realRuns), mapping);
    const expected = await cells(source);
    expect(expected.length).toBeGreaterThan(0);
    for (const format of ["ndjson", "csv"] as const) {
      const other = await empty();
      await upload(other, `receipts.${format}`, once(await exported(format)), null);
      expect(await cells(other), format).toEqual(expected);
    }
  },
  60_000,
);
