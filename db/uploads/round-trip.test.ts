import { createReadStream, existsSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
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
beforeAll(async () => {
  source = await empty();
});
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

it("gives the same cells elsewhere for runs with attempts, labels, token leaves, pending and derived first passes", async () => {
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
  await upload(other, "receipts.ndjson", once(await exported("ndjson")), null);
  expect(await cells(other)).toEqual(await cells(source));
  const states = ({ db }: TestDatabase) =>
    db.$client`select id, cost_source, cost_nano_usd, reported_cost_nano_usd, labels, first_pass from receipts order by id`;
  expect(await states(other)).toEqual(await states(source));
});

it.skipIf(!areHere)(
  `gives the same cells elsewhere for real runs, as NDJSON and as CSV${areHere ? "" : ": ../shared/data is not here"}`,
  async () => {
    const fresh = await empty();
    source = fresh;
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
