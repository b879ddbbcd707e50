import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY_FILTER } from "@/lib/filter";
import type { Outcome } from "@/lib/receipts/outcome";
import { ensureFirstRun } from "../auth/first-run";
import { verifyCells } from "../cells/verify";
import { getReceipt } from "../queries/get-receipt";
import { countPending, listPending } from "../queries/list-pending";
import { listReceiptChanges } from "../queries/list-receipt-changes";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { amendReceipt } from "./amend-receipt";
import { ingestStream } from "./ingest-stream";
import { undoReview } from "./undo-review";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
});
afterAll(() => database.drop());

const project = { id: "default", timeZone: "UTC" };

function send(text: string, file: { filename?: string; uploadId?: string; format?: "outcomes" } = {}) {
  async function* body() {
    yield Buffer.from(text);
  }
  const { filename = "x.ndjson", uploadId = null, format = "auto" } = file;
  const options = { db: database.db, project, mapping: null, by: "ci" };
  return ingestStream({ ...options, filename, uploadId, format, body: body() });
}

async function runs(...changes: Record<string, unknown>[]) {
  const base = { started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "s", model: "gpt-5.4", status: "pending" };
  const lines = changes.map((change) => JSON.stringify({ ...base, ...change }));
  expect((await send(lines.join("\n"))).rejects).toEqual([]);
}

const receipt = (id: string) => getReceipt(database.db, project.id, id);
const history = async (id: string) => (await listReceiptChanges(database.db.$client, project.id, id)).changes;
const amend = (id: string, outcome: Outcome) =>
  amendReceipt(database.db, project.id, id, outcome, { origin: "amend", author: "ci" });
const differences = async () => (await verifyCells(database.db))[0]?.differences;

describe("the history of a receipt", () => {
  it("holds every amendment with its origin and author, and nothing for what changed nothing", async () => {
    await runs({ id: "h1", usage: { input_tokens: 100, output_tokens: 10 } });
    expect(await history("h1")).toEqual([]);
    await amend("h1", { status: "accepted", humanMilliMinutes: 1_500 });
    await amend("h1", { status: "accepted", humanMilliMinutes: 1_500 });
    await runs({ id: "h1", usage: { input_tokens: 200, output_tokens: 10 }, labels: { aB: "c" } });
    await runs({ id: "h1", usage: { input_tokens: 200, output_tokens: 10 }, labels: { aB: "c" } });
    const usage = { cache_read_tokens: null, cache_write_tokens: null, output_tokens: 10, reasoning_tokens: null };
    expect(await history("h1")).toMatchObject([
      {
        ...{ origin: "amend", author: "ci", uploadId: null },
        before: { status: "pending", human_minutes: null },
        after: { status: "accepted", human_minutes: 1.5 },
      },
      {
        ...{ origin: "post", author: "ci", uploadId: null },
        before: { usage: { input_tokens: 100, ...usage }, labels: null, price: { source: "computed", usd: 0.0004 } },
        after: { usage: { input_tokens: 200, ...usage }, labels: { aB: "c" }, price: { usd: 0.00065 } },
      },
    ]);
    expect((await history("h1")).map(({ after }) => Object.keys(after).sort())).toEqual([
      ["human_minutes", "status"],
      ["labels", "price", "usage"],
    ]);
    expect(await listReceiptChanges(database.db.$client, project.id, "h1", 1)).toMatchObject({
      changes: [{ origin: "post" }],
      cut: true,
    });
    expect(await listReceiptChanges(database.db.$client, "another", "h1")).toEqual({ changes: [], cut: false });
  });

  it("says that an upload changed it, and which", async () => {
    await runs({ id: "h2" });
    const line = { id: "h2", started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "t", model: "gpt-5.4" };
    await send(JSON.stringify({ ...line, status: "pending" }), { uploadId: "file-1" });
    expect(await history("h2")).toMatchObject([
      { origin: "upload", uploadId: "file-1", before: { step: "s" }, after: { step: "t" } },
    ]);
  });
});

describe("amendReceipt", () => {
  it("keeps what each of many said who amend one run at once", async () => {
    await runs({ id: "c1", human_edits: 1 });
    const outcomes: Outcome[] = [
      { status: "accepted" },
      { humanEdits: 7 },
      { humanMilliMinutes: 2_000 },
      { firstPass: false },
      { stoppedEarly: true },
      { labels: { one: "1" } },
      { labels: { two: "2" } },
      { retries: 3 },
    ];
    const amended = await Promise.all(outcomes.map((outcome) => amend("c1", outcome)));
    expect(amended.every(({ ok }) => ok)).toBe(true);
    expect(await receipt("c1")).toMatchObject({
      ...{ status: "accepted", humanEdits: 7, humanMilliMinutes: 2_000, firstPass: false, stoppedEarly: true },
      ...{ retries: 3, labels: { one: "1", two: "2" } },
    });
    const changes = await history("c1");
    expect(changes).toHaveLength(8);
    // Each begins where another ended: nothing was read before it was locked.
    const labels = changes.filter(({ after }) => "labels" in after);
    expect(labels[1]?.before.labels).toEqual(labels[0]?.after.labels);
    expect(await differences()).toEqual([]);
  });

  it("refuses more labels than a receipt may have, so that each can be sent again as it is", async () => {
    const many = (prefix: string, n: number) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`${prefix}${i}`, "x"]));
    await runs({ id: "c2", labels: many("a", 10) });
    expect(await amend("c2", { labels: many("b", 7) })).toMatchObject({ ok: false, error: { pointer: "/labels" } });
    expect(await amend("c2", { labels: { ...many("a", 10), ...many("b", 6) } })).toMatchObject({ ok: true });
  });

  it("leaves the file that gave the facts of a run", async () => {
    const line = { started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "s", model: "m", status: "pending" };
    await send(JSON.stringify({ id: "c3", ...line }), { uploadId: "facts" });
    await amend("c3", { status: "rejected" });
    expect(await receipt("c3")).toMatchObject({ status: "rejected", uploadId: "facts", uploadLine: 1 });
  });
});

describe("a review", () => {
  const settle = (id: string, outcome: Outcome) =>
    amendReceipt(database.db, project.id, id, outcome, { origin: "review", author: "me", pendingOnly: true });

  it("is settled by one of many at once, and taken back exactly", async () => {
    await runs({ id: "r1", retries: 0, cost_usd: 0.5 });
    const [before] = await verifyCells(database.db);
    const all = await Promise.all([0, 1, 2, 3].map((humanEdits) => settle("r1", { status: "accepted", humanEdits })));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(all.filter((each) => !each.ok && each.error.code === "already_settled")).toHaveLength(3);
    const undone = await Promise.all([1, 2].map(() => undoReview(database.db, project.id, "r1", "me")));
    expect(undone.filter((done) => done)).toHaveLength(1);
    expect(await receipt("r1")).toMatchObject({ status: "pending", humanEdits: null, retries: 0 });
    expect((await history("r1")).map(({ origin }) => origin)).toEqual(["review", "undo"]);
    expect(await verifyCells(database.db)).toEqual([before]);
  });

  it("lists what waits, the oldest first, a page at a time", async () => {
    await runs(
      ...[3, 1, 2, 1].map((minute, n) => ({
        ...{ id: `q${n}`, workflow: "queue", started_at: `2026-11-02T09:0${minute}:00Z` },
      })),
      { id: "q4", workflow: "queue", status: "accepted" },
    );
    const filter = { ...EMPTY_FILTER, workflow: ["queue"] };
    const first = await listPending(database.db, project, filter, { limit: 3, after: null });
    const second = await listPending(database.db, project, filter, { limit: 3, after: first.next });
    expect([...first.runs, ...second.runs].map(({ id }) => id)).toEqual(["q1", "q3", "q2", "q0"]);
    expect(second.next).toBeNull();
    expect(await countPending(database.db, project, filter, 3)).toBe(3);
    expect(await countPending(database.db, project, filter, 10)).toBe(4);
    const settled = { ...filter, status: ["accepted"] };
    expect((await listPending(database.db, project, settled, { limit: 3, after: null })).runs).toEqual([]);
  });
});

describe("a file of outcomes", () => {
  const counts = ({ received, inserted, amended, duplicates, rejected }: Awaited<ReturnType<typeof send>>) => ({
    ...{ received, inserted, amended, duplicates, rejected },
  });
  const csv = [
    "id,task_id,status,human_edits,human_minutes,first_pass,labels.by,notes",
    "o1,,Accepted,2,3.5,yes,ann,fine",
    ",T-2,rejected,,,,,",
    ",T-3,accepted,,,,,",
    "nobody,,accepted,,,,,",
    ",T-none,accepted,,,,,",
    "o1,,maybe,,,,,",
    ",,accepted,,,,,",
    "o1,T-other,rejected,,,,,",
    "o5,,pending,,,,,",
    "o4,,,,,,,",
  ].join("\n");

  it("amends by id and by task, and refuses by name what is unknown, ambiguous or contradictory", async () => {
    await runs(
      { id: "o1", task_id: "T-1" },
      { id: "o2", task_id: "T-2" },
      { id: "o3a", task_id: "T-3" },
      { id: "o3b", task_id: "T-3", model: "gpt-5.5", status: "rejected" },
      { id: "o4" },
      { id: "o5", status: "accepted" },
    );
    const result = await send(csv, { filename: "outcomes.csv", uploadId: "out-1" });
    expect([result.format, result.failure, counts(result)]).toEqual([
      "outcomes",
      null,
      { received: 10, inserted: 0, amended: 2, duplicates: 1, rejected: 7 },
    ]);
    expect(result.rejects.map(({ line, errors: [error] }) => `${line} ${error?.pointer} ${error?.message}`)).toEqual([
      "4 /task_id has 2 runs: say which one by its id, or narrow it down by model",
      "5 /id is no run of this project",
      "6 /task_id is no task of a run of this project",
      "7 /status must be one of accepted, rejected, abandoned, errored, pending",
      "8 /id is missing, and there is no task_id either",
      "9 /task_id is “T-1” in the run with this id",
      "10 /status is accepted already: it cannot go back to pending",
    ]);
    expect(await receipt("o1")).toMatchObject({
      ...{ status: "accepted", humanEdits: 2, humanMilliMinutes: 3_500, firstPass: true, labels: { by: "ann" } },
      ...{ uploadId: null, model: "gpt-5.4" },
    });
    expect(await receipt("o2")).toMatchObject({ status: "rejected" });
    expect(await receipt("o3a")).toMatchObject({ status: "pending" });
    expect(await history("o1")).toMatchObject([{ origin: "outcomes", author: "ci", uploadId: "out-1" }]);
    expect(await differences()).toEqual([]);
  });

  it("changes nothing when it comes again", async () => {
    const before = await history("o1");
    expect(counts(await send(csv, { filename: "outcomes.csv", uploadId: "out-2" }))).toEqual({
      ...{ received: 10, inserted: 0, amended: 0, duplicates: 3, rejected: 7 },
    });
    expect(await history("o1")).toEqual(before);
  });

  it("takes a task that is narrowed down to one run, and no other", async () => {
    const lines = [
      { task_id: "T-3", model: "gpt-5.4", status: "accepted" },
      { task_id: "T-3", model: "gpt-5.4", effort: "high", status: "rejected" },
      { task_id: "T-3", workflow: "w", step: "s", status: "rejected" },
    ];
    const result = await send(lines.map((line) => JSON.stringify(line)).join("\n"));
    expect(result.format).toBe("outcomes");
    expect(result.rejects.map(({ errors: [error] }) => error?.message)).toEqual([
      "has 2 runs, none of this model and effort",
      "has 2 runs of this workflow and step: say which one by its id, or narrow it down by model",
    ]);
    expect(await receipt("o3a")).toMatchObject({ status: "accepted" });
    expect(await receipt("o3b")).toMatchObject({ status: "rejected" });
  });

  it("is in batches what it is in one, and inserts nothing", async () => {
    await runs(...Array.from({ length: 3_500 }, (_, n) => ({ id: `b${n}`, task_id: `B-${n}` })));
    const lines = Array.from({ length: 3_500 }, (_, n) => ({
      ...(n % 2 ? { id: `b${n}` } : { task_id: `B-${n}` }),
      ...{ status: n % 3 ? "accepted" : "rejected", human_edits: n % 4 },
    }));
    const file = lines.map((line) => JSON.stringify(line)).join("\n");
    expect(counts(await send(file))).toEqual({
      ...{ received: 3_500, inserted: 0, amended: 3_500, duplicates: 0, rejected: 0 },
    });
    expect(counts(await send(file)).duplicates).toBe(3_500);
    expect(await differences()).toEqual([]);
  });

  it("is told from runs, and can be asked for by name", async () => {
    expect((await send('{"id": "o4", "status": "accepted", "reviewer": "ann"}')).format).toBe("outcomes");
    expect((await send('{"id": "o4", "status": "accepted", "ts": "2026-11-02T09:30:00Z"}')).failure?.code).toBe(
      "mapping_needed",
    );
    const named = await send('{"id": "o4", "ts": "2026-11-02T09:30:00Z", "human_edits": 3}', { format: "outcomes" });
    expect([named.format, named.amended]).toEqual(["outcomes", 1]);
  });
});
