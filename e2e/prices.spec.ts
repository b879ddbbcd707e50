import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { API_KEY, auth, getJson, postReceipts } from "./support/api";
import { type Payoff, start } from "./support/payoff";
import { receipt } from "./support/receipts";
import { signIn } from "./support/sign-in";

type Priced = {
  model: string;
  compared_as: { model: string; effort: string | null };
  price: { source: string; usd: number | null; version: string | null };
  arithmetic: { words?: string; missing?: string };
};

/** Prices are the project's, and would price what other tests send: these have a server of their own. */
test.describe("prices and model names", () => {
  test.describe.configure({ mode: "serial", timeout: 120_000 });

  const dataDir = mkdtempSync(join(tmpdir(), "payoff-prices-"));
  let payoff: Payoff;
  let request: APIRequestContext;
  let page: Page;

  test.beforeAll(async ({ browser, playwright }) => {
    payoff = await start({ PAYOFF_DATA_DIR: dataDir, PAYOFF_INIT_API_KEY: API_KEY });
    request = await playwright.request.newContext({ baseURL: payoff.url });
    page = await (await browser.newContext({ baseURL: payoff.url })).newPage();
    const usage = { input_tokens: 1_000, output_tokens: 100 };
    const runs = ["house-model", "gpt-5.5", "openai/gpt-5.5", "gpt-5.5-high"].flatMap((model) =>
      Array.from({ length: 10 }, (_, n) => receipt(`${model}-${n}`, { model, effort: undefined, usage })),
    );
    expect((await postReceipts(request, runs)).counts).toMatchObject({ inserted: 40, unpriced: 20 });
    await signIn(page);
  });

  test.afterAll(async () => {
    await page?.context().close();
    await request?.dispose();
    payoff?.signal("SIGTERM");
    await payoff?.ended;
    rmSync(dataDir, { recursive: true, force: true });
  });

  const card = (name: string) => page.getByRole("region", { name, exact: true });
  const one = (id: string) => getJson<Priced>(request, `/api/receipts/${encodeURIComponent(id)}`);

  test("any model's price is found, and which runs have none", async () => {
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("link", { name: "Prices" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Prices");
    const row = card("Models of this project").getByRole("row", { name: /house-model/ });
    await expect(row).toContainText("The catalogue does not know house-model: set an own price for it.");
    await card("Look up a model").getByLabel("Model").fill("gpt-5.5");
    await card("Look up a model").getByLabel("On the day").fill("2026-11-02");
    await page.getByRole("button", { name: "Look up" }).click();
    const standard = card("Look up a model").getByRole("row", { name: /^standard/ });
    await expect(standard).toContainText("$0.50");
    await expect(standard).toContainText("catalogue, openai/gpt-5.5");
    await expect(card("Look up a model").getByRole("row", { name: /^flex/ })).toContainText("times 0.5");
  });

  test("an own price is checked, saved with its author, and moves nothing by itself", async () => {
    await page.goto("/settings/prices");
    const own = card("Own prices");
    await own.getByLabel("Model").fill("house-model");
    await own.getByLabel("From the day on").fill("2026-11-01");
    await own.getByLabel("Input", { exact: true }).fill("two");
    await own.getByLabel("Output", { exact: true }).fill("$4");
    await own.getByRole("button", { name: "Save the price" }).click();
    await expect(own.getByText("It must be an amount in US$ per million tokens, like 2.50.")).toBeVisible();
    await expect(own.getByLabel("Output", { exact: true })).toHaveValue("$4");
    await own.getByLabel("Input", { exact: true }).fill("2");
    await own.getByRole("button", { name: "Save the price" }).click();
    await expect(own.getByText(/^Saved\./)).toBeVisible();
    await expect(own.getByRole("row", { name: /house-model/ })).toContainText("someone signed in");
    await expect(card("What was changed")).toContainText("standard from 2026-11-01: $2 in, $4 out");
    expect((await one("house-model-1")).price).toEqual({
      source: "unpriced",
      usd: null,
      computed_usd: null,
      version: null,
    });
  });

  test("recomputing is counted first, then done", async () => {
    const recompute = card("Recompute stored runs");
    await recompute.getByRole("button", { name: "Count what would change" }).click();
    await expect(recompute.getByText("10 of 40 runs would change.")).toBeVisible();
    await expect(recompute.getByRole("row", { name: /house-model/ })).toContainText("$0.024");
    expect((await one("house-model-1")).price.source).toBe("unpriced");
    await recompute.getByRole("button", { name: "Recompute", exact: true }).click();
    await expect(recompute.getByText("10 of 40 runs changed.")).toBeVisible();
    const priced = await one("house-model-1");
    // 1,000 × $2/M + 100 × $4/M
    expect(priced.price).toMatchObject({ source: "computed", usd: 0.0024 });
    expect(priced.price.version).toMatch(/\+own-1$/);
    expect(priced.arithmetic.words).toBe("1,000 uncached input × $2/M + 100 output × $4/M");
  });

  test("names are merged and split again", async () => {
    await page.getByRole("link", { name: "Model names" }).click();
    const alike = card("Names that look like one");
    await expect(alike.getByRole("row", { name: /gpt-5.5-high/ })).toContainText("10 runs in 1 arm would move.");
    await alike.getByRole("button", { name: "Merge gpt-5.5-high into gpt-5.5" }).click();
    await expect(card("Stored runs").getByText("10 of 40 runs changed.")).toBeVisible();
    const merged = await one("gpt-5.5-high-1");
    expect(merged).toMatchObject({ model: "gpt-5.5-high", compared_as: { model: "gpt-5.5", effort: "high" } });
    await card("Merged names").getByRole("button", { name: "Split gpt-5.5-high from gpt-5.5" }).click();
    await expect(card("Merged names").getByText("None yet")).toBeVisible();
    await expect
      .poll(async () => (await one("gpt-5.5-high-1")).compared_as)
      .toEqual({ model: "gpt-5.5-high", effort: null });
  });

  test("the API reads and sets both, and names what is wrong", async () => {
    const get = await request.get("/api/prices", { headers: auth });
    const etag = get.headers().etag ?? "";
    expect(await get.json()).toMatchObject({ currency: "USD", overrides: [{ model: "house-model" }], aliases: [] });
    const price = { model: "house-model", from_day: "2026-11-10", usd_per_million: { input: 1, output: 2 } };
    const put = (data: object, match: string) =>
      request.put("/api/prices", { headers: { ...auth, "If-Match": match }, data });
    expect((await put({ overrides: [{ ...price, from_day: "soon" }] }, etag)).status()).toBe(400);
    expect((await put({ overrides: [price] }, etag)).status()).toBe(200);
    expect((await put({ overrides: [price] }, etag)).status()).toBe(412);
    const found = await getJson<object>(request, "/api/prices?model=house-model&on=2026-11-11");
    expect(found).toMatchObject({ usd_per_million: { input: 1, output: 2 }, source: { kind: "override" } });
  });

  test("fits a phone", async () => {
    await page.setViewportSize({ width: 375, height: 800 });
    for (const path of ["/settings/prices?model=gpt-5.5", "/settings/models"]) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
    }
  });
});
