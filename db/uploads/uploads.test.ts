import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureFirstRun } from "../auth/first-run";
import { verifyCells } from "../cells/verify";
import { amendReceipt } from "../ingest/amend-receipt";
import { uploadFile } from "../ingest/upload-file";
import { getReceipt } from "../queries/get-receipt";
import { getUndoForecast } from "../queries/get-undo-forecast";
import { getUpload, listUploads, type UploadCursor } from "../queries/get-upload";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { cancelUpload } from "./cancel-upload";
import { removeInserted } from "./remove-inserted";
import { beginUndo, finishUndo } from "./undo-upload";

const project = { id: "default", timeZone: "UTC" };
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
});
afterAll(() => database.drop());

type Run = Record<string, unknown>;
const run = (id: string, change: Run = {}): Run => ({
  ...{ id, started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "s", model: "gpt-5.4", status: "pending" },
  ...{ usage: { input_tokens: 100, output_tokens: 10 }, ...change },
});
const lines = (runs: Run[]) => runs.map((each) => JSON.stringify(each)).join("\n");

async function* once(text: string) {
  yield Buffer.from(text);
}

function send(uploadId: string, body: AsyncIterable<Uint8Array> | Run[]) {
  return uploadFile({
    ...{ db: database.db, project, uploadId, filename: "x.ndjson", format: "auto", mapping: null, totalBytes: null },
    body: Array.isArray(body) ? once(lines(body)) : body,
  });
}
async function undo(uploadId: string) {
  const begun = await beginUndo(database.db, { projectId: project.id, uploadId });
  expect(begun.ok).toBe(true);
  return finishUndo(database.db, project, uploadId, "ci");
}
const upload = (id: string) => getUpload(database.db, project.id, id);
const receipt = (id: string) => getReceipt(database.db, project.id, id);
/** All figures there are: the cells, which the receipts must come to. */
async function cells() {
  expect((await verifyCells(database.db))[0]?.differences).toEqual([]);
  return database.db.$client`select * from cells order by workflow, step, model, effort, day, state, unknown, harness`;
}

/** A file that never ends by itself, a batch at a time. */
async function* endless(prefix: string, stop: { asked: boolean }) {
  for (let from = 0; !stop.asked; from += 3_000) {
    yield Buffer.from(`${lines(Array.from({ length: 3_000 }, (_, n) => run(`${prefix}-${from + n}`)))}\n`);
    await sleep(20);
  }
}

describe("cancelling", () => {
  it("stops at a batch, keeps what was committed, and says how much that is", async () => {
    const sending = send("endless", endless("e", { asked: false }));
    await expect.poll(async () => (await upload("endless"))?.inserted ?? 0, { timeout: 10_000 }).toBeGreaterThan(0);
    const cancelled = await cancelUpload(database.db, project.id, "endless", { waitMs: 20_000 });
    expect(cancelled).toMatchObject({ wasRunning: true, upload: { status: "cancelled" } });
    const result = await sending;
    expect(result.failure?.code).toBe("cancelled");
    const [row] = await database.db.$client`select count(*) as n from receipts where upload_id = 'endless'`;
    expect(Number(row?.n)).toBe(cancelled?.upload.inserted);
    expect(await cancelUpload(database.db, project.id, "endless", { waitMs: 0 })).toMatchObject({ wasRunning: false });
    expect(await cancelUpload(database.db, project.id, "nothing", { waitMs: 0 })).toBeNull();
    expect((await undo("endless")).removed).toBe(result.inserted);
    expect(await cells()).toEqual([]);
  }, 60_000);

  it("lets the later of two attempts have the upload", async () => {
    const first = send("twice", endless("t", { asked: false }));
    await expect.poll(async () => (await upload("twice"))?.inserted ?? 0, { timeout: 10_000 }).toBeGreaterThan(0);
    expect((await send("twice", [run("t-0"), run("t-new")])).failure).toBeNull();
    expect((await first).failure?.code).toBe("superseded");
    expect(await upload("twice")).toMatchObject({ attempts: 2, status: "done", received: 2, duplicates: 1 });
    await undo("twice");
    expect(await cells()).toEqual([]);
  }, 60_000);
});

describe("an upload that nobody works on any more", () => {
  it("is shown as broken off, cannot be cancelled, and can be undone", async () => {
    await send("lost", [run("lost-1")]);
    await database.db.$client`
      update uploads set status = 'running', last_seen_at = now() - interval '21 seconds' where id = 'lost'`;
    expect((await upload("lost"))?.status).toBe("broke_off");
    expect(await cancelUpload(database.db, project.id, "lost", { waitMs: 0 })).toMatchObject({ wasRunning: false });
    expect(await undo("lost")).toMatchObject({ status: "undone", removed: 1 });
  });
});

describe("an undo", () => {
  it("takes back exactly what the upload did, and leaves what others did since", async () => {
    await send("base", [
      ...[run("a"), run("b", { labels: { kept: "1" } }), run("c"), run("same")],
      run("d", { cost_usd: 2, attempts: [{ model: "gpt-5.4", cost_usd: 2 }] }),
    ]);
    const was = await Promise.all(["a", "b", "c", "d", "same"].map(receipt));
    const figures = await cells();
    await send("change", [
      run("a", { status: "accepted", retries: 2, usage: { input_tokens: 900, output_tokens: 10 }, model: "gpt-5.5" }),
      run("b", { labels: { set: "2" }, human_minutes: 1.5, started_at: "2026-11-05T00:00:00Z" }),
      run("c", { status: "accepted", human_edits: 1 }),
      run("d", { cost_usd: 3, attempts: [{ model: "gpt-5.4", cost_usd: 3 }] }),
      ...[run("same"), run("new-1"), run("new-2")],
    ]);
    expect(await cells()).not.toEqual(figures);
    expect(await getUndoForecast(database.db, project.id, "change")).toEqual({
      inserted: 2,
      amendedSince: 0,
      amended: 4,
    });
    const by = { origin: "review", author: "x" } as const;
    await amendReceipt(database.db, project.id, "new-1", { status: "rejected" }, by);
    await amendReceipt(database.db, project.id, "c", { humanEdits: 5 }, by);
    expect(await getUndoForecast(database.db, project.id, "change")).toEqual({
      inserted: 2,
      amendedSince: 1,
      amended: 4,
    });
    expect(await undo("change")).toMatchObject({ status: "undone", removed: 2, putBack: 4 });
    expect(await receipt("new-1")).toBeNull();
    const place = { uploadId: null, uploadLine: null, amendedAt: expect.any(String) };
    const [a, b, c, d, same] = was;
    expect(await receipt("a")).toEqual({ ...a, ...place });
    expect(await receipt("b")).toEqual({ ...b, ...place });
    expect(await receipt("c")).toEqual({ ...c, ...place, humanEdits: 5 });
    expect(await receipt("d")).toEqual({ ...d, ...place });
    expect(await receipt("same")).toEqual(same);
    await cells();
    await send("other", [run("c", { human_edits: 0 })]);
    await undo("other");
    expect((await receipt("c"))?.humanEdits).toBe(5);
  });

  it("can be sent again and undone again, and an old change is not taken back twice", async () => {
    await send("first", [run("r", { retries: 1 })]);
    await send("second", [run("r", { retries: 2 })]);
    await undo("second");
    expect((await receipt("r"))?.retries).toBe(1);
    await amendReceipt(database.db, project.id, "r", { retries: 2 }, { origin: "amend", author: "x" });
    expect((await send("second", [run("r", { retries: 2 })])).duplicates).toBe(1);
    await undo("second");
    expect((await receipt("r"))?.retries).toBe(2);
    expect((await undo("first")).removed).toBe(1);
    expect((await send("first", [run("r", { retries: 1 })])).inserted).toBe(1);
    expect(await upload("first")).toMatchObject({ status: "done", removed: 0, attempts: 2 });
  });

  it("goes on where it was killed, and cannot be mixed with a file that comes in", async () => {
    const figures = await cells();
    await send(
      "big",
      Array.from({ length: 7_000 }, (_, n) => run(`big-${n}`)),
    );
    const target = { projectId: project.id, uploadId: "big" };
    expect(await beginUndo(database.db, target)).toMatchObject({ ok: true, upload: { status: "undoing" } });
    await removeInserted(database.db, target);
    expect(await beginUndo(database.db, target)).toEqual({ ok: false, problem: "being_undone" });
    await expect(send("big", [run("big-0")])).rejects.toThrow("is being undone");
    await cells();
    await database.db.$client`update uploads set last_seen_at = now() - interval '21 seconds' where id = 'big'`;
    expect((await upload("big"))?.status).toBe("undo_broke_off");
    expect(await undo("big")).toMatchObject({ status: "undone", removed: 7_000 });
    expect(await cells()).toEqual(figures);
  }, 60_000);
});

it("pages through all uploads once, the latest first, by status too", async () => {
  const seen: string[] = [];
  let after: UploadCursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof listUploads>> = await listUploads(database.db, project.id, {
      limit: 2,
      after,
    });
    seen.push(...page.uploads.map(({ id }) => id));
    after = page.next;
  } while (after);
  expect(new Set(seen).size).toBe(seen.length);
  const [row] = await database.db.$client`select count(*) as n from uploads`;
  expect(seen).toHaveLength(Number(row?.n));
  const undone = await listUploads(database.db, project.id, { limit: 50, status: "undone" });
  expect(new Set(undone.uploads.map(({ status }) => status))).toEqual(new Set(["undone"]));
});
