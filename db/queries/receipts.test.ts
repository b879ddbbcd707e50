import { afterAll, beforeAll, expect, it } from "vitest";
import { csvLine } from "@/lib/csv";
import { EMPTY_FILTER } from "@/lib/filter";
import { CSV_COLUMNS, csvFields } from "@/lib/receipts/csv-columns";
import type { Outcome } from "@/lib/receipts/outcome";
import { wireReceipt } from "@/lib/receipts/wire-receipt";
import { toWire } from "@/lib/wire";
import { ensureFirstRun } from "../auth/first-run";
import { verifyCells } from "../cells/verify";
import { amendReceipt } from "../ingest/amend-receipt";
import { ingestStream } from "../ingest/ingest-stream";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { getReceipt } from "./get-receipt";
import { listReceipts, type ReceiptCursor } from "./list-receipts";

const project = { id: "default", timeZone: "UTC" };
let database: TestDatabase;

function ingest(text: string) {
  async function* body() {
    yield Buffer.from(text);
  }
  const options = { filename: "x", format: "auto", mapping: null, uploadId: null } as const;
  return ingestStream({ ...options, db: database.db, project, body: body() });
}

beforeAll(async () => {
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
  const receipts = Array.from({ length: 250 }, (_, n) => ({
    id: `run-${n}`,
    started_at: new Date(Date.UTC(2026, 10, 2, 0, Math.floor(n / 7))).toISOString(),
    workflow: "w",
    step: `s${n % 3}`,
    model: "gpt-5.5",
    status: n % 5 === 0 ? "pending" : "accepted",
    usage: { input_tokens: 100 + n, cache_read_tokens: n, output_tokens: 10, reasoning_tokens: 3 },
    labels: { aB: "kept" },
    human_minutes: n % 2 ? 1.5 : null,
  }));
  await ingest(JSON.stringify(receipts));
});
afterAll(() => database.drop());

async function all(limit: number) {
  const found = [];
  let after: ReceiptCursor | null = null;
  do {
    const page = await listReceipts(database.db, project, EMPTY_FILTER, { limit, after });
    found.push(...page.receipts);
    after = page.next;
  } while (after);
  return found;
}

it("pages through every receipt once, the latest first", async () => {
  const found = await all(33);
  expect(new Set(found.map((receipt) => receipt.id)).size).toBe(250);
  const times = found.map((receipt) => receipt.startedAt);
  expect(times).toEqual([...times].sort().reverse());
  expect(
    (await listReceipts(database.db, project, { ...EMPTY_FILTER, status: ["pending"] }, { limit: 100, after: null }))
      .receipts,
  ).toHaveLength(50);
});

it("gives out what can come in again and changes nothing, as NDJSON and as CSV", async () => {
  const wires = (await all(100)).map((receipt) => toWire(wireReceipt(receipt)) as Record<string, unknown>);
  const ndjson = wires.map((wire) => JSON.stringify(wire)).join("\n");
  const csv = csvLine(CSV_COLUMNS) + wires.map((wire) => csvLine(csvFields(wire))).join("");
  for (const text of [ndjson, csv]) {
    const { received, duplicates, rejects } = await ingest(text);
    expect([received, duplicates, rejects]).toEqual([250, 250, []]);
  }
});

it("amends an outcome, with its cells, and keeps the rest", async () => {
  const by = { origin: "amend", author: null } as const;
  const amend = (id: string, outcome: Outcome) => amendReceipt(database.db, project.id, id, outcome, by);
  const amended = await amend("run-5", { status: "rejected", humanEdits: 2, labels: { by: "me" } });
  expect(amended).toMatchObject({
    ok: true,
    receipt: { status: "rejected", humanEdits: 2, humanMilliMinutes: 1_500, labels: { aB: "kept", by: "me" } },
  });
  expect(await getReceipt(database.db, project.id, "run-5")).toEqual(amended.ok && amended.receipt);
  expect(await amend("run-5", { status: "pending" })).toMatchObject({ ok: false, error: { code: "already_settled" } });
  expect(await amend("run-none", { retries: 1 })).toMatchObject({ ok: false, error: { code: "not_found" } });
  expect(await getReceipt(database.db, "another", "run-5")).toBeNull();
  expect((await verifyCells(database.db))[0]?.differences).toEqual([]);
});

it("gives names out that a spreadsheet would take for formulas, and takes them in again as they were", async () => {
  const names = ["=1+1", "'=1+1", "''-x", "+a", "-5", "@b", "'quoted'", "'", "a=b", 'say "x", then\nleave'];
  const runs = names.map((name, n) => ({
    ...{ id: name, started_at: "2026-11-02T09:30:00Z", workflow: "formulas", step: name, model: name, effort: name },
    ...{ status: "accepted", harness: names[(n + 1) % names.length], stop_reason: `\t${name}`, cost_usd: 0.5 },
  }));
  expect((await ingest(JSON.stringify(runs))).inserted).toBe(names.length);
  const filter = { ...EMPTY_FILTER, workflow: ["formulas"] };
  const { receipts } = await listReceipts(database.db, project, filter, { limit: 100, after: null });
  const wires = receipts.map((receipt) => toWire(wireReceipt(receipt)) as Record<string, unknown>);
  const csv = csvLine(CSV_COLUMNS) + wires.map((wire) => csvLine(csvFields(wire))).join("");
  const { format, duplicates, rejects } = await ingest(csv);
  expect([format, duplicates, rejects]).toEqual(["receipt", names.length, []]);
});
