import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { auth, type Counts, getJson, postReceipts } from "./support/api";
import { receipt } from "./support/receipts";
import { signIn } from "./support/sign-in";

const own = () => `outcomes-${randomBytes(5).toString("hex")}`;
type Answer = Counts & { format: string; upload_id: string };
type Stored = { status: string; human_edits: number | null; history: { origin: string; upload_id: string | null }[] };

async function upload(request: APIRequestContext, body: string, query: Record<string, string> = {}) {
  const path = `/api/uploads?${new URLSearchParams({ filename: "outcomes.csv", ...query })}`;
  const response = await request.post(path, { headers: auth, data: body });
  return { status: response.status(), answer: (await response.json()) as Answer };
}
const stored = (request: APIRequestContext, id: string) => getJson<Stored>(request, `/api/receipts/${id}`);

test.describe("outcomes that come later", () => {
  test("a file gives them by id and by task, and refuses what is unknown or ambiguous, by line", async ({
    request,
  }) => {
    const w = own();
    await postReceipts(request, [
      receipt(`${w}-1`, { workflow: w, status: "pending" }),
      receipt(`${w}-2`, { workflow: w, status: "pending", task_id: `${w}-A` }),
      receipt(`${w}-3`, { workflow: w, status: "pending", task_id: `${w}-B` }),
      receipt(`${w}-4`, { workflow: w, status: "pending", task_id: `${w}-B`, step: "review" }),
    ]);
    const file = [
      "id,task_id,step,status,human_edits,human_minutes,first_pass",
      `${w}-1,,,accepted,1,2.5,false`,
      `,${w}-A,,rejected,,,`,
      `,${w}-B,,accepted,,,`,
      `,${w}-B,review,abandoned,,,`,
      `${w}-none,,,accepted,,,`,
    ].join("\n");
    const first = await upload(request, file);
    expect([first.status, first.answer.format]).toEqual([201, "outcomes"]);
    expect(first.answer).toMatchObject({ received: 5, inserted: 0, amended: 3, duplicates: 0 });
    expect(first.answer.rejected.map(({ line, errors }) => [line, errors[0]?.code, errors[0]?.message])).toEqual([
      [4, "ambiguous", "has 2 runs: say which one by its id, or narrow it down by step"],
      [6, "not_found", "is no run of this project"],
    ]);
    expect(await stored(request, `${w}-1`)).toMatchObject({
      ...{ status: "accepted", human_edits: 1 },
      history: [{ origin: "outcomes", upload_id: first.answer.upload_id }],
    });
    expect(await stored(request, `${w}-3`)).toMatchObject({ status: "pending", history: [] });
    expect(await stored(request, `${w}-4`)).toMatchObject({ status: "abandoned" });
    type Rows = { rows: { status: Record<string, number> }[] };
    const { rows } = await getJson<Rows>(request, `/api/metrics?group_by=workflow&workflow=${w}`);
    expect(rows[0]?.status).toMatchObject({ accepted: 1, rejected: 1, abandoned: 1, pending: 1 });

    const again = await upload(request, file, { format: "outcomes" });
    expect(again.answer).toMatchObject({ received: 5, amended: 0, duplicates: 3 });
    expect((await stored(request, `${w}-1`)).history).toHaveLength(1);
  });

  test("PATCH keeps what is not named, repeats without a trace, and says by which key", async ({ request }) => {
    const id = own();
    await postReceipts(request, receipt(id, { status: "pending" }));
    const patch = (data: object) => request.patch(`/api/receipts/${id}`, { headers: auth, data });
    const outcome = {
      status: "accepted",
      human_edits: 2,
      human_minutes: 3.5,
      first_pass: false,
      labels: { by: "ann" },
    };
    for (const _ of [1, 2]) expect((await patch(outcome)).status()).toBe(200);
    await Promise.all([patch({ retries: 1 }), patch({ stopped_early: true }), patch({ labels: { team: "x" } })]);
    const body = await getJson<Stored & { labels: object }>(request, `/api/receipts/${id}`);
    expect(body).toMatchObject({
      ...outcome,
      ...{ retries: 1, stopped_early: true, labels: { by: "ann", team: "x" } },
    });
    expect(body.history).toHaveLength(4);
    expect(body.history[0]).toMatchObject({
      ...{ origin: "amend", author: "PAYOFF_INIT_API_KEY" },
      ...{ before: { status: "pending", labels: null }, after: outcome },
    });
    expect((await patch({ model: "other" })).status()).toBe(400);
    expect((await patch({ status: "pending" })).status()).toBe(409);
    expect((await request.patch("/api/receipts/none", { headers: auth, data: {} })).status()).toBe(404);
  });

  test("what waits is downloaded, filled in and uploaded in the browser", async ({ page, request }) => {
    const w = own();
    const runs = [1, 2, 3].map((n) => receipt(`=${w}-${n}`, { workflow: w, status: "pending", task_id: `${w}-${n}` }));
    await postReceipts(request, runs);
    await signIn(page);
    await page.goto(`/review?workflow=${w}`);
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Fill them in as a spreadsheet (CSV)" }).click();
    const text = readFileSync(await (await downloading).path(), "utf8");
    const [head = "", ...lines] = text.trim().split("\r\n");
    expect(lines).toHaveLength(3);
    const at = head.split(",").indexOf("status");
    const filled = lines.map((line, n) =>
      line
        .split(",")
        .with(at, n < 2 ? "Accepted" : "")
        .join(","),
    );
    await page.goto("/uploads");
    await page.getByLabel("Choose a file").setInputFiles({
      ...{ name: "filled.csv", mimeType: "text/csv" },
      buffer: Buffer.from([head, ...filled].join("\r\n")),
    });
    await expect(page.getByText("Outcomes of runs that are known, as CSV: nothing to map.")).toBeVisible();
    await expect(page.getByText("Of the first 3 records 3 are known already")).toBeVisible();
    await page.getByRole("button", { name: "Upload", exact: true }).click();
    const result = page.getByRole("region", { name: "Result" });
    await expect(result).toContainText("filled.csv");
    await page.goto(`/review?workflow=${w}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("1 run waits for a review");
    expect(await stored(request, encodeURIComponent(`=${w}-1`))).toMatchObject({ status: "accepted" });
  });
});
