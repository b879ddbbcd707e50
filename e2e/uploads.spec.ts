import { randomBytes } from "node:crypto";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { auth, getJson, postReceipts } from "./support/api";
import { ndjson, receipt } from "./support/receipts";
import { signIn } from "./support/sign-in";

const own = () => `upload-${randomBytes(5).toString("hex")}`;

type Answer = { mapping: object | null; list: string | null; inserted: number; amended: number; duplicates: number };

async function upload(request: APIRequestContext, query: Record<string, string>, body: string) {
  const response = await request.post(`/api/uploads?${new URLSearchParams(query)}`, { headers: auth, data: body });
  return { status: response.status(), body: (await response.json()) as Answer };
}

async function choose(page: Page, name: string, text: string): Promise<void> {
  await page.goto("/uploads");
  await page.getByLabel("Choose a file").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
}

const uploadButton = (page: Page) => page.getByRole("button", { name: "Upload", exact: true });
const result = (page: Page) => page.getByRole("region", { name: "Result" });

test.describe("a file and its mapping, in the browser", () => {
  test("a fixed time is never remembered, other constants are shown as carried over, and can be guessed afresh", async ({
    page,
  }) => {
    await signIn(page);
    const field = own();
    const log = (from: number) =>
      ndjson([0, 1, 2].map((n) => ({ id: `${field}-${from + n}`, stage: "s", model: "m", passed: true, [field]: 1 })));
    await choose(page, "first.ndjson", log(0));
    await expect(uploadButton(page)).toBeDisabled();
    await expect(page.getByText("Still to say: time of the run, workflow.")).toBeVisible();
    await page.getByLabel("Time of the run (needed)").selectOption("the same for all…");
    await page.getByLabel("Time of the run, the same for all").fill("2024-06-20T00:00:00Z");
    await page.getByLabel("Workflow (needed)").selectOption("the same for all…");
    await page.getByLabel("Workflow, the same for all").fill(field);
    await expect(page.getByText("All of the first 3 records become receipts.")).toBeVisible();
    await uploadButton(page).click();
    await expect(result(page)).toContainText("first.ndjson");
    await expect(result(page).getByRole("heading")).toBeFocused();

    await choose(page, "second.ndjson", log(10));
    await expect(page.getByText("used last for such a file")).toBeVisible();
    await expect(page.getByLabel("Workflow, the same for all")).toHaveValue(field);
    await expect(page.getByText("from the file before")).toHaveCount(1);
    await expect(page.getByText("Still to say: time of the run.")).toBeVisible();
    await page.getByRole("button", { name: "Guess afresh" }).click();
    await expect(page.getByText("Still to say: time of the run, workflow.")).toBeVisible();
    await expect(page.getByText("from the file before")).toHaveCount(0);
  });

  test("what is known already and would be changed is said before, and warned of after", async ({ page, request }) => {
    const workflow = own();
    const runs = Array.from({ length: 200 }, (_, n) => receipt(`${workflow}-${n}`, { workflow }));
    await postReceipts(request, runs);
    await signIn(page);
    await choose(page, "again.ndjson", ndjson(runs.map((run) => ({ ...run, step: "other", retries: 1 }))));
    await expect(page.getByText("Receipts as NDJSON: nothing to map.")).toBeVisible();
    await expect(
      page.getByText(
        "Of the first 200 records 200 are known already: 200 of them would be changed, in step and retries.",
      ),
    ).toBeVisible();
    await uploadButton(page).click();
    await expect(result(page)).toContainText("All 200 runs were known already, and were changed.");
  });

  test("broken records are counted and named, and a file of nothing else cannot be sent", async ({ page }) => {
    await signIn(page);
    const id = own();
    const good = [1, 2, 3, 4].map((n) => JSON.stringify(receipt(`${id}-${n}`)));
    await choose(page, "some.ndjson", [...good.slice(0, 2), '{"id": "broken",,}', ...good.slice(2)].join("\n"));
    await expect(
      page.getByText(/^4 of the first 5 records become receipts; record 3 is not JSON \(from/),
    ).toBeVisible();
    await expect(uploadButton(page)).toBeEnabled();
    await choose(
      page,
      "none.ndjson",
      ndjson([receipt(id, { status: "great" }), receipt(`${id}-2`, { status: "poor" })]),
    );
    await expect(page.getByText("None of the first 2 records becomes a receipt")).toBeVisible();
    await expect(uploadButton(page)).toBeDisabled();
    await expect(page.getByText("None of the first records becomes a receipt: see what keeps them.")).toBeVisible();
  });

  test("an upload on its way shows in the list, asks before it is left, and asks for nothing that is not there", async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await signIn(page);
    const id = own();
    const failed: string[] = [];
    page.on("response", (response) => {
      if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
    });
    const lines = ndjson(Array.from({ length: 60_000 }, (_, n) => receipt(`${id}-${n}`, { workflow: id })));
    await choose(page, `${id}.ndjson`, lines);
    // Slow enough to be looked at while it goes.
    const session = await page.context().newCDPSession(page);
    await session.send("Network.emulateNetworkConditions", {
      ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: lines.length / 15 },
    });
    await uploadButton(page).click();
    const row = page.getByRole("row", { name: `${id}.ndjson` });
    await expect(row).toContainText("Running");
    await expect(row.getByRole("progressbar", { name: `Read of ${id}.ndjson` })).toBeVisible();
    await expect(page.getByRole("region", { name: "Progress" })).toContainText(/ records read/);
    const asked = new Promise<string>((answer) => {
      page.once("dialog", async (dialog) => {
        await dialog.dismiss();
        answer(dialog.type());
      });
    });
    // Not awaited: it comes to nothing.
    page.evaluate(() => window.location.reload()).catch(() => {});
    expect(await asked).toBe("beforeunload");
    await expect(result(page)).toContainText("60,000", { timeout: 60_000 });
    await expect(row).toContainText("Done");
    expect(failed).toEqual([]);
  });
});

test.describe("a file and its mapping, over the API", () => {
  test("an upload without a mapping does the same whatever was used before, and says what it did", async ({
    request,
  }) => {
    const field = own();
    const log = ndjson([
      { id: field, ts: "2026-11-02T09:30:00Z", suite: field, stage: "s", model: "m", passed: true, [field]: 1 },
    ]);
    const guessed = await upload(request, { filename: "a.ndjson", upload_id: `${field}-1` }, log);
    expect(guessed.body.mapping).toMatchObject({ started_at: "ts", workflow: "suite", step: "stage" });
    const fixed = { ...guessed.body.mapping, started_at: { const: "2024-06-20T00:00:00Z" } };
    expect((await upload(request, { mapping: JSON.stringify(fixed) }, log)).body.amended).toBe(1);
    const again = await upload(request, { filename: "a.ndjson", upload_id: `${field}-2` }, log);
    expect(again.body.mapping).toEqual(guessed.body.mapping);
    const stored = await getJson<Answer>(request, `/api/uploads/${field}-2`);
    expect(stored.mapping).toEqual(guessed.body.mapping);
    expect((await upload(request, {}, ndjson([receipt(`${field}-r`)]))).body.mapping).toBeNull();
  });

  test("what is given out comes in again as it was: pages of JSON, NDJSON and CSV, as many as were asked for", async ({
    request,
  }) => {
    const workflow = own();
    const names = ["=1+1", "'=1", "-a", "@b", "plain"];
    await postReceipts(
      request,
      names.map((step, n) => receipt(`${workflow}-${n}`, { workflow, step })),
    );
    for (const format of ["json", "ndjson", "csv"]) {
      const path = `/api/receipts?workflow=${workflow}&format=${format}`;
      const text = await (await request.get(path, { headers: auth })).text();
      const { status, body } = await upload(request, { filename: `receipts.${format}` }, text);
      expect([status, body.duplicates, body.inserted], format).toEqual([201, 5, 0]);
      expect(body.list).toBe(format === "json" ? "receipts" : null);
    }
    const csv = await request.get(`/api/receipts?workflow=${workflow}&format=csv&limit=2`, { headers: auth });
    expect((await csv.text()).trimEnd().split("\r\n")).toHaveLength(3);
    const bad = await request.get("/api/receipts?format=ndjson&limit=0", { headers: auth });
    expect([bad.status(), (await bad.json()).errors[0].pointer]).toEqual([400, "limit"]);
  });

  test("unknown addresses, wrong methods and what cannot be amended are problem documents", async ({ request }) => {
    for (const path of ["/api", "/api/nothing", "/api/receipts/a/b/c"]) {
      const response = await request.post(path, { headers: auth });
      expect([response.status(), response.headers()["content-type"]]).toEqual([404, "application/problem+json"]);
    }
    const wrong = await request.delete("/api/receipts", { headers: auth });
    expect([wrong.status(), wrong.headers().allow]).toEqual([405, "GET, POST, HEAD, OPTIONS"]);
    expect(wrong.headers()["content-type"]).toBe("application/problem+json");
    expect((await request.head("/api/health")).status()).toBe(200);
    const id = own();
    await postReceipts(request, receipt(id));
    const amended = await request.patch(`/api/receipts/${id}`, { headers: auth, data: { model: "other" } });
    expect(amended.status()).toBe(400);
    expect((await amended.json()).detail).toMatch(/^model cannot be amended: only the outcome can: status, retries, /);
  });

  test("a sum that no run reports is null", async ({ request }) => {
    const workflow = own();
    await postReceipts(request, receipt(workflow, { workflow, retries: 0 }));
    type Rows = { rows: { known: Record<string, number>; sums: Record<string, number | null> }[] };
    const { rows } = await getJson<Rows>(request, `/api/metrics?group_by=step&workflow=${workflow}`);
    expect(rows[0]?.known).toMatchObject({ usage: 0, retries: 1 });
    const { retries, ...others } = rows[0]?.sums ?? {};
    expect(retries).toBe(0);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });
});
