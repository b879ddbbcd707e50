import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { API_KEY, auth, getJson, postReceipts } from "./support/api";
import { type Payoff, start } from "./support/payoff";
import { receipt } from "./support/receipts";
import { signIn } from "./support/sign-in";

type Own = Record<string, number | string | null>;
type Settings = { project: Own; steps: (Own & { workflow: string; step: string })[]; defaults: Own };
type Comparison = {
  settings: Record<string, number | null>;
  steps: { step: string; settings: Record<string, number | null> | null }[];
  quality: { code: string; message: string }[];
};

const ARMS = "baseline=gpt-5.4~high&candidate=gpt-5.5~high";

/** Thirty days of both arms in two steps, up to three weeks ago: all have matured. */
function runs(): object[] {
  return ["extract", "review"].flatMap((step) =>
    ["gpt-5.4", "gpt-5.5"].flatMap((model) =>
      Array.from({ length: 120 }, (_, n) =>
        receipt(`${step}-${model}-${n}`, {
          workflow: "invoices",
          step,
          model,
          started_at: new Date(Date.now() - (20 + (n % 30)) * 86_400_000).toISOString(),
          status: (n * 37) % 100 < 80 ? "accepted" : "rejected",
          cost_usd: (model === "gpt-5.5" ? 0.12 : 0.1) * (0.8 + 0.04 * (n % 11)),
        }),
      ),
    ),
  );
}

/** Settings are the project's, and would judge what other tests compare: these have a server of their own. */
test.describe("value and margins", () => {
  test.describe.configure({ mode: "serial", timeout: 120_000 });

  const dataDir = mkdtempSync(join(tmpdir(), "payoff-settings-"));
  let payoff: Payoff;
  let request: APIRequestContext;
  let page: Page;

  test.beforeAll(async ({ browser, playwright }) => {
    payoff = await start({ PAYOFF_DATA_DIR: dataDir, PAYOFF_INIT_API_KEY: API_KEY });
    request = await playwright.request.newContext({ baseURL: payoff.url });
    page = await (await browser.newContext({ baseURL: payoff.url })).newPage();
    expect((await postReceipts(request, runs())).counts.inserted).toBe(480);
    await signIn(page);
  });

  test.afterAll(async () => {
    await page?.context().close();
    await request?.dispose();
    payoff?.signal("SIGTERM");
    await payoff?.ended;
    rmSync(dataDir, { recursive: true, force: true });
  });

  const whole = () => page.getByRole("region", { name: "The whole project" });
  const history = () => page.getByRole("region", { name: "What was changed" });
  const value = () => whole().getByLabel("Value of an accepted artifact");
  const margin = () => whole().getByLabel("Tolerated loss of acceptance");
  const settings = () => getJson<Settings>(request, "/api/settings");
  const compare = (query = "") => getJson<Comparison>(request, `/api/comparisons?${ARMS}${query}`);
  const put = (data: object, headers: Record<string, string> = { "If-Match": "*" }) =>
    request.put("/api/settings", { headers: { ...auth, ...headers }, data });

  test("what cannot be meant is named beside its field, and nothing typed is lost", async () => {
    await page.getByRole("link", { name: "Settings" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Value and margins");
    await value().fill("$4.50");
    await margin().fill("2");
    await whole().getByRole("button", { name: "Save" }).click();
    await expect(whole().getByText("Nothing is saved yet: look at “Tolerated loss of acceptance”.")).toBeVisible();
    await expect(whole().getByText(/^Tolerated loss of acceptance must be .* write 2% or 0\.02\.$/)).toBeVisible();
    await expect(margin()).toHaveAttribute("aria-invalid", "true");
    await expect(value()).toHaveValue("$4.50");
    await expect(margin()).toHaveValue("2");
    expect((await settings()).project.lambda_usd).toBeNull();
  });

  test("the value and the margin are saved, stand in the history, and the API has them", async () => {
    await margin().fill("2%");
    await whole().getByRole("button", { name: "Save" }).click();
    await expect(whole().getByText("Saved: 2 changes.")).toBeVisible();
    await expect(value()).toHaveValue("4.50");
    await expect(margin()).toHaveValue("2%");
    const line = history().getByRole("row", { name: /Value of an accepted artifact/ });
    await expect(line).toContainText("auto, the default");
    await expect(line).toContainText("$4.50");
    await expect(line).toContainText("someone signed in");
    await expect(history().getByRole("row")).toHaveCount(3);
    expect((await settings()).project).toMatchObject({ lambda_usd: 4.5, acceptance_margin: 0.02, level: null });
    await whole().getByRole("button", { name: "Save" }).click();
    await expect(whole().getByText("Nothing to save.")).toBeVisible();
    await expect(history().getByRole("row")).toHaveCount(3);
  });

  test("a comparison follows, and says that its terms were changed", async () => {
    await page.goto(`/upgrades/compare?${ARMS}`);
    const terms = page.getByRole("region", { name: "On which terms" });
    await expect(terms).toContainText("An accepted artifact is worth $4.50.");
    await expect(terms).toContainText("A loss of up to 2 % in acceptance is tolerated.");
    await expect(
      page.getByText(
        /^The value of an accepted artifact and the tolerated loss of acceptance were changed on .* by someone signed in/,
      ),
    ).toBeVisible();
    await terms.getByRole("link", { name: "Value and margins" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Value and margins");
  });

  test("a step has terms of its own, which are its verdict's, and the whole's where one looks at it alone", async () => {
    await page.getByLabel("Step", { exact: true }).selectOption({ label: "review" });
    await page.getByRole("button", { name: "Give it terms of its own" }).click();
    const own = page.getByRole("region", { name: "Only for review" });
    await own.getByLabel("Value of an accepted artifact").fill("9");
    await own.getByRole("button", { name: "Save" }).click();
    await expect(own.getByText("Saved: 1 change.")).toBeVisible();
    const row = page
      .getByRole("region", { name: "Steps with terms of their own" })
      .getByRole("row", { name: /review/ });
    await expect(row).toContainText("Value of an accepted artifact: $9");

    const all = await compare();
    expect(all.settings.lambda_usd).toBe(4.5);
    expect(all.steps.map(({ step, settings: ofStep }) => [step, ofStep])).toEqual([
      ["extract", null],
      ["review", { lambda_usd: 9 }],
    ]);
    const alone = await compare("&step=review");
    expect(alone.settings).toMatchObject({ lambda_usd: 9, acceptance_margin: 0.02 });
    const made = await compare("&step=review&lambda_usd=1");
    expect(made.settings.lambda_usd).toBe(1);
    expect(made.quality.map(({ code }) => code)).toContain("what_if");
    expect(alone.quality.map(({ code }) => code)).not.toContain("what_if");

    await page.goto(`/upgrades/compare?${ARMS}`);
    await expect(page.getByText("Judged by its own terms: value of an accepted artifact $9.")).toBeVisible();
  });

  test("whoever saves second is told, and takes nothing back", async () => {
    await page.goto("/settings");
    await margin().fill("3%");
    expect((await put({ project: { hourly_rate_usd: 60 } })).status()).toBe(200);
    await whole().getByRole("button", { name: "Save" }).click();
    await expect(whole().getByText(/Somebody else saved while you were typing/)).toBeVisible();
    await expect(
      whole().getByText(/^Hourly rate of human time: \$0 an hour, the default → \$60 an hour, by the key/),
    ).toBeVisible();
    await expect(margin()).toHaveValue("3%");
    await expect(whole().getByLabel("Hourly rate of human time")).toHaveValue("60");
    await whole().getByRole("button", { name: "Save" }).click();
    await expect(whole().getByText("Saved: 1 change.")).toBeVisible();
    expect((await settings()).project).toMatchObject({ hourly_rate_usd: 60, acceptance_margin: 0.03, lambda_usd: 4.5 });
  });

  test("over the API: what was looked at has to be said, and is checked", async () => {
    const tag = (await request.get("/api/settings", { headers: auth })).headers().etag ?? "";
    const body = { project: { level: 0.9 }, steps: [{ workflow: "invoices", step: "extract", target_runs: 800 }] };
    expect((await put(body, {})).status()).toBe(428);
    const done = await put(body, { "If-Match": tag });
    expect(done.status()).toBe(200);
    expect(done.headers().etag).not.toBe(tag);
    const late = await put({ project: { level: 0.8 } }, { "If-Match": tag });
    expect(late.status()).toBe(412);
    expect(late.headers()["content-type"]).toContain("application/problem+json");
    expect(await late.json()).toMatchObject({
      meanwhile: [
        { name: "target_runs", after: 800 },
        { name: "level", after: 0.9 },
      ],
    });
    expect((await put(body, { "If-Match": tag })).status(), "the same again is no change").toBe(200);
    for (const wrong of [{ project: { lamda_usd: 4 } }, { project: { level: 95 } }, { prices: {} }]) {
      const refused = await put(wrong);
      expect(refused.status()).toBe(400);
      expect(((await refused.json()) as { errors: unknown[] }).errors).toHaveLength(1);
    }
    expect((await request.put("/api/settings", { data: body, headers: { "If-Match": "*" } })).status()).toBe(401);
    const back = await put({
      project: { level: null },
      steps: [{ workflow: "invoices", step: "extract", target_runs: null }],
    });
    expect(await back.json()).toMatchObject({ project: { level: null }, steps: [{ step: "review", lambda_usd: 9 }] });
  });

  test("a step goes back to the project's terms, and all this works without a script", async ({ browser }) => {
    await page.goto("/settings");
    const steps = page.getByRole("region", { name: "Steps with terms of their own" });
    await steps.getByRole("button", { name: "Remove the terms of review" }).click();
    await expect(steps).toContainText("None yet");
    await expect(history().getByRole("row").nth(1)).toContainText("as the project");
    expect((await settings()).steps).toEqual([]);

    const plain = await browser.newContext({
      baseURL: payoff.url,
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    });
    const bare = await plain.newPage();
    await bare.goto("/settings");
    const form = bare.getByRole("region", { name: "The whole project" });
    await form.getByLabel("Minimum number of days").fill("fourteen");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form.getByText(/^Minimum number of days must be a whole number from 1 to 90/)).toBeVisible();
    await expect(form.getByLabel("Minimum number of days")).toHaveValue("fourteen");
    await form.getByLabel("Minimum number of days").fill("14");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form.getByText("Saved: 1 change.")).toBeVisible();
    expect((await settings()).project.minimum_days).toBe(14);
    await plain.close();
  });
});
