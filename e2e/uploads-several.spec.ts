import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { auth, getJson, postReceipts } from "./support/api";
import { dropFolder } from "./support/drop-folder";
import { holdReceipts } from "./support/hold-receipts";
import { ndjson, receipt } from "./support/receipts";
import { signIn } from "./support/sign-in";

/** Records of a file that takes several batches, and the one in the second at which it waits. */
const LONG = 45_000;
const HELD = 30_000;

const own = () => `several-${randomBytes(5).toString("hex")}`;
const fileOf = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
const many = (workflow: string, count: number) =>
  Array.from({ length: count }, (_, n) => receipt(`${workflow}-${n}`, { workflow }));

async function choose(page: Page, files: ReturnType<typeof fileOf>[]): Promise<void> {
  await page.goto("/uploads");
  await page.getByLabel("Choose a file").setInputFiles(files);
}

type Metrics = { rows: { runs: number }[] };
const runsOf = async (request: Parameters<typeof getJson>[0], workflow: string) => {
  const { rows } = await getJson<Metrics>(request, `/api/metrics?group_by=step&workflow=${workflow}`);
  return rows.reduce((sum, row) => sum + row.runs, 0);
};
const sum = (page: Page) => page.getByRole("region", { name: "Sum" });

test("several files: receipts go by themselves, logs of one kind share one answer, the sum is of all", async ({
  page,
  request,
}) => {
  const workflow = own();
  const log = (from: number) =>
    ndjson(
      [0, 1].map((n) => ({ id: `${workflow}-log-${from + n}`, ts: "2026-11-02T09:30:00Z", stage: "s", [workflow]: 1 })),
    );
  await signIn(page);
  await choose(page, [
    fileOf("a.ndjson", ndjson(many(`${workflow}-a`, 3))),
    fileOf("log-1.ndjson", log(0)),
    fileOf("log-2.ndjson", log(10)),
    fileOf("b.ndjson", ndjson([...many(`${workflow}-b`, 2), receipt(`${workflow}-bad`, { status: "great" })])),
  ]);
  await expect(page.getByText("1 more file to look at after this one")).toBeVisible();
  await expect(page.getByRole("region", { name: /^log-1\.ndjson/ })).toBeVisible();
  for (const [label, value] of [
    ["Workflow", workflow],
    ["Model", "m"],
    ["What became of it", "accepted"],
  ]) {
    await page.getByLabel(`${label} (needed)`).selectOption("the same for all…");
    await page.getByLabel(`${label}, the same for all`, { exact: true }).fill(value ?? "");
  }
  await page.getByRole("button", { name: "Upload", exact: true }).click();
  await expect(sum(page)).toContainText("4 files together");
  await expect(sum(page)).toContainText("Records received10New runs9");
  await expect(sum(page)).toContainText("Records rejected1");
  await expect(page.getByRole("region", { name: "Result" })).toHaveCount(4);
  await expect(page.getByText("status must be one of")).toBeVisible();
  expect(await runsOf(request, workflow)).toBe(4);
});

test("one is cancelled while it is sent, what is in is said and undone, and the same file can be sent again", async ({
  page,
  request,
}) => {
  // Seconds on a machine that has nothing else to do.
  test.setTimeout(150_000);
  const workflow = own();
  // Known before, by a post of its own: the batch with it waits until it is let go.
  const known = `${workflow}-${HELD}`;
  await postReceipts(request, receipt(known, { workflow, retries: 7 }));
  const held = await holdReceipts([known]);
  await signIn(page);
  const file = fileOf(`${workflow}.ndjson`, ndjson(many(workflow, LONG)));
  await choose(page, [file]);
  await page.getByRole("button", { name: "Upload", exact: true }).click();
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText(/[1-9]\S* records read/, { timeout: 30_000 });
  await page.getByRole("button", { name: `Cancel ${workflow}.ndjson` }).click();
  await expect(progress).toContainText("Stops at the next batch…");
  await held.letGoWhenCancelled([`${workflow}.ndjson`]);
  const result = page.getByRole("region", { name: "Result" });
  await expect(result).toContainText(/Cancelled: \S+ runs of it are in\./, { timeout: 20_000 });
  const row = page.getByRole("row", { name: `${workflow}.ndjson` });
  await expect(row).toContainText("Cancelled");
  const kept = await runsOf(request, workflow);
  expect(kept).toBeGreaterThan(1);
  expect(kept).toBeLessThan(LONG);

  await row.getByRole("link", { name: `${workflow}.ndjson` }).click();
  await page.getByRole("link", { name: "Undo this upload…" }).click();
  await expect(
    page.getByText(`${(kept - 1).toLocaleString("en-US")} receipts that it brought in will be removed.`),
  ).toBeVisible();
  await page.getByRole("button", { name: "Undo it" }).click();
  await expect(page.getByText(/Undone: .* removed, .*The file can be sent again\./)).toBeVisible({ timeout: 30_000 });
  expect(await runsOf(request, workflow)).toBe(1);

  await choose(page, [file]);
  await page.getByRole("button", { name: "Upload", exact: true }).click();
  await expect(result).toContainText(`New runs${(LONG - 1).toLocaleString("en-US")}`, { timeout: 60_000 });
  expect(await runsOf(request, workflow)).toBe(LONG);
});

test("all are cancelled at once: those that are sent stop at a batch, the others do not begin", async ({
  page,
  request,
}) => {
  // Seconds on a machine that has nothing else to do.
  test.setTimeout(150_000);
  const workflow = own();
  const names = ["a", "b", "c"].map((name) => `${workflow}-${name}`);
  const known = names.map((name) => `${name}-${HELD}`);
  await postReceipts(
    request,
    known.map((id) => receipt(id, { workflow, retries: 7 })),
  );
  const held = await holdReceipts(known);
  await signIn(page);
  const lines = (name: string) => ndjson(many(name, LONG).map((each) => ({ ...each, workflow })));
  await choose(
    page,
    names.map((name) => fileOf(`${name}.ndjson`, lines(name))),
  );
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress.getByText(/[1-9]\S* records read/)).toHaveCount(2, { timeout: 30_000 });
  await expect(progress.getByText("Waits for its turn")).toHaveCount(1);
  await page.getByRole("button", { name: "Cancel all" }).click();
  await expect(progress.getByText("Stops at the next batch…")).toHaveCount(2);
  await held.letGoWhenCancelled(names.slice(0, 2).map((name) => `${name}.ndjson`));
  const results = page.getByRole("region", { name: "Result" });
  await expect(results).toHaveText([/Cancelled: \S+ runs/, /Cancelled: \S+ runs/], { timeout: 20_000 });
  await expect(progress).toHaveCount(0);
  await expect(page.getByRole("row", { name: `${names[2]}.ndjson` })).toHaveCount(0);
  const rows = names.slice(0, 2).map((name) => page.getByRole("row", { name: `${name}.ndjson` }));
  for (const row of rows) await expect(row).toContainText("Cancelled");
  type Uploads = { uploads: { filename: string; inserted: number }[] };
  const { uploads } = await getJson<Uploads>(request, "/api/uploads?status=cancelled");
  const inserted = uploads.filter(({ filename }) => filename.startsWith(workflow)).map((upload) => upload.inserted);
  expect(inserted).toHaveLength(2);
  expect(await runsOf(request, workflow)).toBe(inserted.reduce((sum, each) => sum + each, known.length));
});

test("a folder is dropped: files of its folders too, without what is hidden or empty", async ({ page, request }) => {
  const workflow = own();
  const folder = mkdtempSync(join(tmpdir(), "payoff-folder-"));
  try {
    mkdirSync(join(folder, "deep", "deeper"), { recursive: true });
    const write = (path: string, count: number) =>
      writeFileSync(
        join(folder, path),
        ndjson(many(`${workflow}-${path}`, count).map((each) => ({ ...each, workflow }))),
      );
    write("one.ndjson", 1);
    write("deep/two.ndjson", 2);
    write("deep/deeper/four.ndjson", 4);
    write("deep/.hidden.ndjson", 8);
    write("empty.ndjson", 0);
    await signIn(page);
    await page.goto("/uploads");
    await dropFolder(page.getByText("or drop them here"), folder);
    await expect(sum(page)).toContainText("3 files together");
    await expect(sum(page)).toContainText("Records received7New runs7");
    expect(await runsOf(request, workflow)).toBe(7);
    await page.getByLabel("Choose a whole folder").setInputFiles(folder);
    await expect(sum(page)).toContainText("Records received7New runs0");
    expect(await runsOf(request, workflow)).toBe(7);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a connection that breaks is tried again, and only the missing part is added", async ({ page, request }) => {
  const workflow = own();
  await signIn(page);
  await choose(page, [fileOf("part.ndjson", ndjson(many(workflow, 20)))]);
  let tries = 0;
  await page.route(/\/api\/uploads\?/, async (route) => {
    tries += 1;
    if (tries > 1) return route.continue();
    // What had come before the connection broke.
    const url = new URL(route.request().url());
    await request.post(`${url.pathname}${url.search}`, { headers: auth, data: ndjson(many(workflow, 5)) });
    return route.abort("connectionreset");
  });
  await page.getByRole("button", { name: "Upload", exact: true }).click();
  await expect(page.getByText("The connection broke: it is sent again in a moment.")).toBeVisible();
  const result = page.getByRole("region", { name: "Result" });
  await expect(result).toContainText("New runs15");
  await expect(result).toContainText("Known already5");
  expect(await runsOf(request, workflow)).toBe(20);
});

test("the API lists uploads page by page and by state, and says what cannot be cancelled or undone", async ({
  request,
}) => {
  const workflow = own();
  for (const n of [1, 2, 3]) {
    const body = ndjson(many(`${workflow}-${n}`, n));
    await request.post(`/api/uploads?upload_id=${workflow}-${n}&filename=x.ndjson`, { headers: auth, data: body });
  }
  const post = async (path: string) => {
    const response = await request.post(path, { headers: auth });
    return { status: response.status(), body: await response.json() };
  };
  expect((await post(`/api/uploads/${workflow}-1/cancel`)).status).toBe(409);
  expect((await post(`/api/uploads/${workflow}-9/cancel`)).status).toBe(404);
  expect((await post(`/api/uploads/${workflow}-9/undo`)).status).toBe(404);
  expect(await getJson(request, `/api/uploads/${workflow}-3/undo`)).toEqual({
    inserted: 3,
    amended_since: 0,
    amended: 0,
  });
  expect((await post(`/api/uploads/${workflow}-3/undo`)).body).toMatchObject({
    status: "undone",
    removed: 3,
    put_back: 0,
  });
  type Page = { uploads: { upload_id: string; status: string }[]; next_cursor: string | null };
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor ? `&cursor=${cursor}` : "";
    const page: Page = await getJson<Page>(request, `/api/uploads?limit=2${query}`);
    seen.push(...page.uploads.map((upload) => upload.upload_id));
    cursor = page.next_cursor;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.filter((id) => id.startsWith(workflow))).toEqual([3, 2, 1].map((n) => `${workflow}-${n}`));
  const undone = await getJson<Page>(request, "/api/uploads?status=undone");
  expect(new Set(undone.uploads.map(({ status }) => status))).toEqual(new Set(["undone"]));
  for (const bad of ["status=great", "limit=0", "cursor=x", "other=1"]) {
    expect((await request.get(`/api/uploads?${bad}`, { headers: auth })).status(), bad).toBe(400);
  }
});
