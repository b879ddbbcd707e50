import { randomBytes } from "node:crypto";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { auth, getJson, postReceipts } from "./support/api";
import { receipt } from "./support/receipts";
import { signIn } from "./support/sign-in";

type Stored = {
  status: string;
  human_edits: number | null;
  human_minutes: number | null;
  first_pass: boolean | null;
  history: { origin: string; author: string; before: object; after: object }[];
};

const stored = (request: APIRequestContext, id: string) => getJson<Stored>(request, `/api/receipts/${id}`);
const card = (page: Page) => page.getByRole("region", { name: "To review" });
const task = (page: Page, name: string) => expect(card(page).getByRole("heading", { name })).toBeVisible();

/** A workflow of its own with runs that wait, a minute apart, `T-1` the oldest. */
async function waiting(request: APIRequestContext, runs: number): Promise<string> {
  const workflow = `review-${randomBytes(5).toString("hex")}`;
  const receipts = Array.from({ length: runs }, (_, n) =>
    receipt(`${workflow}-${n + 1}`, {
      workflow,
      started_at: new Date(Date.UTC(2026, 10, 2, 9, n)).toISOString(),
      status: "pending",
      task_id: `${workflow}-T-${n + 1}`,
      retries: n === 0 ? 0 : null,
      cost_usd: 0.1234,
      labels: { customer: "acme" },
    }),
  );
  expect((await postReceipts(request, receipts.toReversed())).counts.inserted).toBe(runs);
  return workflow;
}

test.describe("the review queue", () => {
  test("is worked through by the keyboard alone, the oldest first", async ({ page, request }) => {
    const workflow = await waiting(request, 5);
    await signIn(page);
    await expect(page.getByRole("link", { name: /^Review/ })).toContainText("waiting");
    await page.goto(`/review?workflow=${workflow}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("5 runs wait for a review");
    await task(page, `${workflow}-T-1`);
    await expect(card(page)).toContainText("acme");
    await page.keyboard.press("e");
    await page.keyboard.press("e");
    await page.keyboard.press("E");
    await page.keyboard.press("0");
    await expect(card(page).getByText("Accepted, it counts as passed: no retry, no edit.")).toBeVisible();
    await page.keyboard.press("m");
    await page.keyboard.type("3,5");
    await page.keyboard.press("Enter");
    await page.keyboard.press("a");
    await task(page, `${workflow}-T-2`);
    await page.keyboard.press("j");
    await task(page, `${workflow}-T-3`);
    await page.keyboard.press("ArrowUp");
    await task(page, `${workflow}-T-2`);
    await page.keyboard.press("f");
    await page.keyboard.press("f");
    await page.keyboard.press("r");
    await page.keyboard.press("x");
    await task(page, `${workflow}-T-4`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 runs wait for a review");
    expect(await stored(request, `${workflow}-1`)).toMatchObject({
      ...{ status: "accepted", human_edits: 0, human_minutes: 3.5, first_pass: null },
      history: [{ origin: "review", author: "signed in", before: { status: "pending", human_edits: null } }],
    });
    expect(await stored(request, `${workflow}-2`)).toMatchObject({
      ...{ status: "rejected", human_edits: null, human_minutes: null, first_pass: false },
    });
    expect(await stored(request, `${workflow}-3`)).toMatchObject({ status: "abandoned" });

    await page.keyboard.press("u");
    await task(page, `${workflow}-T-3`);
    await page.keyboard.press("u");
    await task(page, `${workflow}-T-2`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("4 runs wait for a review");
    const back = await stored(request, `${workflow}-2`);
    expect(back).toMatchObject({ status: "pending", first_pass: null });
    expect(back.history.map(({ origin }) => origin)).toEqual(["review", "undo"]);
    for (const key of ["a", "a", "a", "a"]) await page.keyboard.press(key);
    await expect(page.getByText("Nothing waits under this filter.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing waits for a review");
    const rows = await getJson<{ rows: { status: object }[] }>(
      request,
      `/api/metrics?group_by=workflow&workflow=${workflow}`,
    );
    expect(rows.rows[0]?.status).toMatchObject({ accepted: 5, pending: 0 });
  });

  test("hides model and cost until they are asked for", async ({ page, request }) => {
    const workflow = await waiting(request, 1);
    await signIn(page);
    await page.goto(`/review?workflow=${workflow}`);
    await task(page, `${workflow}-T-1`);
    expect(await page.getByRole("main").innerHTML()).not.toContain("gpt-5.4");
    await page.getByRole("link", { name: "Show them" }).click();
    await expect(card(page)).toContainText("gpt-5.4");
    await expect(card(page)).toContainText("$0.12");
    await page.getByRole("link", { name: "Hide them" }).click();
    await expect(card(page)).not.toContainText("gpt-5.4");
  });

  test("tells the second reviewer that it was settled meanwhile, and changes nothing", async ({ page, request }) => {
    const workflow = await waiting(request, 2);
    await signIn(page);
    await page.goto(`/review?workflow=${workflow}`);
    await task(page, `${workflow}-T-1`);
    const data = { status: "rejected", human_edits: 4 };
    await request.patch(`/api/receipts/${workflow}-1`, { headers: auth, data });
    await page.keyboard.press("a");
    await expect(page.getByRole("alert").filter({ hasText: "is rejected already by the key" })).toBeVisible();
    await task(page, `${workflow}-T-2`);
    expect(await stored(request, `${workflow}-1`)).toMatchObject({ status: "rejected", human_edits: 4 });
  });

  test("keeps what was said when it cannot be saved, and undoes nothing that others changed", async ({
    page,
    request,
  }) => {
    const workflow = await waiting(request, 2);
    await signIn(page);
    await page.goto(`/review?workflow=${workflow}`);
    await task(page, `${workflow}-T-1`);
    await page.route("**/review?**", (route) =>
      route.request().method() === "POST" ? route.abort() : route.continue(),
    );
    for (const key of ["e", "e", "a"]) await page.keyboard.press(key);
    await expect(page.getByText("could not be saved: the server did not answer.")).toBeVisible();
    await task(page, `${workflow}-T-1`);
    await expect(card(page).getByRole("status", { name: "Human edits" })).toHaveText("2");
    expect(await stored(request, `${workflow}-1`)).toMatchObject({ status: "pending" });
    await page.unroute("**/review?**");
    await page.keyboard.press("a");
    await task(page, `${workflow}-T-2`);
    await expect(page.getByText("could not be saved")).toHaveCount(0);
    await expect
      .poll(async () => await stored(request, `${workflow}-1`))
      .toMatchObject({ status: "accepted", human_edits: 2 });
    await request.patch(`/api/receipts/${workflow}-1`, { headers: auth, data: { human_edits: 9 } });
    await page.keyboard.press("u");
    await expect(page.getByText("was changed since, so that your review is not the last word any more.")).toBeVisible();
    expect(await stored(request, `${workflow}-1`)).toMatchObject({ status: "accepted", human_edits: 9 });
  });

  test("works by touch on a phone, and a receipt's page shows its history and amends it", async ({
    browser,
    request,
  }) => {
    const workflow = await waiting(request, 2);
    const context = await browser.newContext({ viewport: { width: 375, height: 740 }, hasTouch: true });
    const page = await context.newPage();
    await signIn(page);
    await page.goto(`/review?workflow=${workflow}`);
    await page.getByRole("button", { name: "One edit more" }).tap();
    await page.getByRole("button", { name: /^Accept/ }).tap();
    await task(page, `${workflow}-T-2`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
    await page.goto(`/receipts/${workflow}-1`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("accepted");
    const history = page.getByRole("region", { name: "What was changed" });
    await expect(history).toContainText("a review by someone signed in");
    await expect(history).toContainText("human edits: unknown → 1");
    await page.getByLabel("Human minutes").fill("many");
    await page.getByRole("button", { name: "Amend" }).click();
    await expect(page.getByText("It must be a number.")).toBeVisible();
    await page.getByLabel("Human minutes").fill("2.5");
    await page.getByRole("button", { name: "Amend" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await expect(history).toContainText("human minutes: unknown → 2.5");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
    await context.close();
  });
});
