import { afterAll, beforeEach, expect, it } from "vitest";
import { ensureFirstRun } from "../auth/first-run";
import { verifyCells } from "../cells/verify";
import { ingestStream } from "../ingest/ingest-stream";
import { createPriceBookReader } from "../pricing/price-book-reader";
import { saveOwnPrices } from "../pricing/save-own-prices";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { rewriteBatch } from "./rewrite-batch";
import { runRewrite } from "./run-rewrite";
import { cancelRewrite, insertRewrite } from "./start-rewrite";

let database: TestDatabase | null = null;
const P = "default";
const by = "tester";

beforeEach(async () => {
  await database?.drop();
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
});
afterAll(() => database?.drop());

const db = () => {
  if (!database) throw new Error("There is no database.");
  return database.db;
};

function run(n: number, change: Record<string, unknown> = {}) {
  return {
    id: `run-${String(n).padStart(3, "0")}`,
    started_at: `2026-11-${String(1 + (n % 20)).padStart(2, "0")}T09:30:00Z`,
    workflow: "w",
    step: n % 2 === 0 ? "a" : "b",
    model: "house-model",
    status: n % 5 === 0 ? "pending" : "accepted",
    usage: { input_tokens: 1_000 + n, output_tokens: 100 },
    ...change,
  };
}

async function ingest(receipts: object[]) {
  async function* body() {
    yield Buffer.from(receipts.map((receipt) => JSON.stringify(receipt)).join("\n"));
  }
  const options = { filename: "runs", format: "receipt", mapping: null, uploadId: null } as const;
  return ingestStream({ ...options, db: db(), project: { id: P, timeZone: "UTC" }, body: body() });
}

async function everything() {
  const [verification] = await verifyCells(db());
  expect(verification?.differences).toEqual([]);
  const cells = await db().$client`
    select * from cells order by day, workflow, step, model, effort, service_tier, state, unknown`;
  const receipts = await db().$client`select * from receipts order by id`;
  return { cells: cells.map((row) => ({ ...row })), receipts: receipts.map((row) => ({ ...row })) };
}

const NOTE = { note: "our contract", serviceTier: null, cacheRead: null, cacheWrite: null };
const price = (input: number) =>
  saveOwnPrices(
    db(),
    P,
    { overrides: [{ set: { model: "house-model", fromDay: "2026-11-05", input, output: 2 * input, ...NOTE } }] },
    { lookedAt: null, by },
  );

/** US$ per million as nano-US$. */
const USD = 1_000_000_000;

async function rewrite(kind: "preview" | "prices" | "names") {
  const id = await insertRewrite(db(), P, kind, by);
  if (!id) throw new Error("One is running.");
  expect(await runRewrite(db(), P, id, 7)).toBe(true);
  const [row] = await db().$client`select * from rewrites where id = ${id}`;
  return row;
}

it("prices what was unpriced from its day on, exactly, and leaves reported costs alone", async () => {
  await ingest([
    ...Array.from({ length: 40 }, (_, n) => run(n)),
    ...Array.from({ length: 10 }, (_, n) => run(100 + n, { cost_usd: 0.5, started_at: "2026-11-10T00:00:00Z" })),
  ]);
  const before = await everything();
  expect(await price(2 * USD)).toMatchObject({ ok: true, version: 1, changed: 1 });
  expect(await everything()).toEqual(before);

  const preview = await rewrite("preview");
  expect(await everything()).toEqual(before);
  const done = await rewrite("prices");
  // Days are 1 to 20, two runs each: those from the 5th on.
  expect(done).toMatchObject({
    status: "done",
    read: "50",
    changed: "42",
    price_version: expect.stringMatching(/own-1$/),
  });
  expect(done?.sums).toEqual(preview?.sums);
  const expected = Array.from({ length: 40 }, (_, n) => n)
    .filter((n) => 1 + (n % 20) >= 5)
    .reduce((sum, n) => sum + (1_000 + n) * 2_000 + 100 * 4_000, 0);
  expect(done?.sums["house-model"]).toMatchObject({
    after: String(expected + 10 * 500_000_000),
    before: String(10 * 500_000_000),
    unpricedBefore: 32,
    unpricedAfter: 0,
  });
  const after = await everything();
  const reported = after.receipts.filter((row) => row.cost_source === "reported");
  expect(reported.map((row) => row.cost_nano_usd)).toEqual(Array(10).fill("500000000"));
  expect(reported[0]).toMatchObject({ computed_cost_nano_usd: String(1_100 * 2_000 + 100 * 4_000) });
  expect((await rewrite("prices"))?.changed).toBe("0");
});

it("goes on where it was killed, and comes to the same", async () => {
  const receipts = Array.from({ length: 60 }, (_, n) => run(n));
  await ingest(receipts);
  await price(3 * USD);
  const id = (await insertRewrite(db(), P, "prices", by)) ?? "";
  const readBook = createPriceBookReader(P);
  await db().$client.begin((tx) => rewriteBatch(tx, P, id, readBook, 13));
  // Killed in the middle of a batch: the transaction is gone.
  await expect(
    db().$client.begin(async (tx) => {
      await rewriteBatch(tx, P, id, readBook, 13);
      throw new Error("killed");
    }),
  ).rejects.toThrow("killed");
  const [half] = await db().$client`select read, status from rewrites where id = ${id}`;
  expect(half).toEqual({ read: "13", status: "running" });
  await everything();
  expect(await insertRewrite(db(), P, "prices", by)).toBeNull();
  expect(await runRewrite(db(), P, id, 7)).toBe(true);
  const resumed = await everything();
  expect(resumed.receipts.filter((row) => row.cost_source === "computed")).toHaveLength(48);
  // New receipts are priced alike at once.
  await db().$client`delete from receipts`;
  await db().$client`delete from cells`;
  await ingest(receipts);
  expect((await everything()).cells).toEqual(resumed.cells);
});

it("is cancelled between batches", async () => {
  await ingest(Array.from({ length: 20 }, (_, n) => run(n)));
  await price(3 * USD);
  const id = (await insertRewrite(db(), P, "prices", by)) ?? "";
  await db().$client.begin((tx) => rewriteBatch(tx, P, id, createPriceBookReader(P), 5));
  await cancelRewrite(db(), P, id);
  await runRewrite(db(), P, id);
  const [row] = await db().$client`select read, status from rewrites where id = ${id}`;
  expect(row).toEqual({ read: "5", status: "cancelled" });
  await everything();
});

it("merges names and splits them again: all is what it was", async () => {
  const names = ["gpt-5.5", "openai/gpt-5.5", "GPT-5.5", "gpt-5.5-high"];
  const receipts = Array.from({ length: 48 }, (_, n) =>
    run(n, { model: names[n % 4], effort: n % 3 === 0 ? "low" : undefined }),
  );
  await ingest(receipts);
  const before = await everything();
  const merge = [
    { sent: "openai/gpt-5.5", as: { model: "gpt-5.5", effort: null } },
    { sent: "GPT-5.5", as: { model: "gpt-5.5", effort: null } },
    { sent: "gpt-5.5-high", as: { model: "gpt-5.5", effort: "high" } },
  ];
  await saveOwnPrices(db(), P, { aliases: merge }, { lookedAt: 0, by });
  expect(await rewrite("names")).toMatchObject({ changed: "36", read: "48" });
  const merged = await everything();
  expect(new Set(merged.cells.map((row) => `${row.model}~${row.effort}`))).toEqual(
    new Set(["gpt-5.5~", "gpt-5.5~high", "gpt-5.5~low"]),
  );
  // The same runs sent again are the same runs.
  expect(await ingest(receipts)).toMatchObject({ duplicates: 48, amended: 0, inserted: 0 });
  expect(await everything()).toEqual(merged);
  const splits = merge.map(({ sent }) => ({ sent, as: null }));
  await saveOwnPrices(db(), P, { aliases: splits }, { lookedAt: 3, by });
  expect(await rewrite("names")).toMatchObject({ changed: "36" });
  expect(await everything()).toEqual(before);
});

it("compares new runs by their alias at once, and they go back with the others", async () => {
  const named = () => db().$client`select model, effort, model_sent, effort_sent from receipts`;
  await saveOwnPrices(
    db(),
    P,
    { aliases: [{ sent: "gpt-5.5-high", as: { model: "gpt-5.5", effort: "high" } }] },
    { lookedAt: 0, by },
  );
  await ingest([run(1, { model: "gpt-5.5-high" })]);
  expect((await named())[0]).toEqual({
    model: "gpt-5.5",
    effort: "high",
    model_sent: "gpt-5.5-high",
    effort_sent: null,
  });
  await saveOwnPrices(db(), P, { aliases: [{ sent: "gpt-5.5-high", as: null }] }, { lookedAt: 1, by });
  await rewrite("names");
  expect((await named())[0]).toEqual({ model: "gpt-5.5-high", effort: null, model_sent: null, effort_sent: null });
  await everything();
});

it("tells whoever comes second", async () => {
  await price(2 * USD);
  const late = await saveOwnPrices(
    db(),
    P,
    { aliases: [{ sent: "x", as: { model: "y", effort: null } }] },
    { lookedAt: 0, by },
  );
  expect(late).toEqual({ ok: false, problem: "changed_meanwhile", version: 1 });
});
