import { randomBytes } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { auth, getJson } from "./support/api";
import { signIn } from "./support/sign-in";

const own = () => `timeless-${randomBytes(5).toString("hex")}`;

/** A trajectory as benchmarks publish them: its times were taken out. */
function trajectory(session: string): string {
  const step = (id: number, prompt_tokens: number) => ({
    ...{ step_id: id, source: "agent", message: "" },
    metrics: { prompt_tokens, completion_tokens: 10, cost_usd: 0.25 },
  });
  return JSON.stringify({
    ...{ schema_version: "ATIF-v1.6", session_id: session, agent: { name: "clerk", model_name: "gpt-5.5" } },
    steps: [step(1, 100), step(2, 300)],
  });
}

const chooser = (page: Page) => page.getByLabel("Choose a file");
const uploadButton = (page: Page) => page.getByRole("button", { name: "Upload", exact: true });

test("a file without times waits until one is said for it, and for the next file says nothing", async ({
  page,
  request,
}) => {
  await signIn(page);
  const session = own();
  const file = { name: "trajectory.json", mimeType: "application/json", buffer: Buffer.from(trajectory(session)) };
  await page.goto("/uploads");
  await chooser(page).setInputFiles(file);
  const field = page.getByLabel("Time of records without one");
  await expect(field).toHaveValue("");
  await expect(field).toHaveAccessibleDescription(/1 record without a time/);
  await expect(uploadButton(page)).toBeDisabled();
  await expect(page.getByText("Still to say: the time of records without one.")).toBeVisible();
  await field.fill("2026-03-04 10:00");
  await field.blur();
  await expect(page.getByText("A time in ISO 8601 with its zone")).toBeVisible();
  await expect(uploadButton(page)).toBeDisabled();
  await field.fill("2026-03-04T10:00:00+01:00");
  await expect(page.getByText("The first 1 record holds 1 run with 2 calls of a model")).toBeVisible();
  await uploadButton(page).click();
  await expect(page.getByRole("region", { name: "Result" })).toContainText("trajectory.json");
  const stored = await getJson<Record<string, unknown>>(request, `/api/receipts/atif:${session}`);
  expect(stored).toMatchObject({
    ...{ started_at: "2026-03-04T09:00:00.000Z", duration_ms: null, model: "gpt-5.5", cost_usd: 0.5 },
    usage: { input_tokens: 400, output_tokens: 20 },
  });
  await page.reload();
  await chooser(page).setInputFiles({ ...file, buffer: Buffer.from(trajectory(own())) });
  await expect(field).toHaveValue("");
  await expect(uploadButton(page)).toBeDisabled();
});

test("a file whose records have times is not asked for one, among several files neither", async ({ page }) => {
  await signIn(page);
  const timed = trajectory(own()).replaceAll('"source"', '"timestamp":"2026-03-04T10:00:00Z","source"');
  await page.goto("/uploads");
  await chooser(page).setInputFiles([
    { name: "timed.json", mimeType: "application/json", buffer: Buffer.from(timed) },
    { name: "timeless.json", mimeType: "application/json", buffer: Buffer.from(trajectory(own())) },
  ]);
  await expect(page.getByRole("region", { name: "Result" })).toContainText("timed.json");
  await expect(page.getByLabel("Time of records without one")).toBeVisible();
});

test("over the API nothing is written without a time, and a time must be one", async ({ request }) => {
  const session = own();
  const send = async (query: Record<string, string>) => {
    const url = `/api/uploads?${new URLSearchParams({ filename: "t.json", ...query })}`;
    const response = await request.post(url, { headers: auth, data: trajectory(session) });
    return { status: response.status(), body: await response.json() };
  };
  const without = await send({});
  expect(without).toMatchObject({ status: 422, body: { inserted: 0 } });
  expect(without.body.detail).toContain("/steps/0/timestamp is missing: say a time for records without one");
  for (const [time, code] of [
    ["yesterday", "not_a_time"],
    ["2026-03-04T10:00:00", "no_zone"],
    ["1969-03-04T10:00:00Z", "out_of_range"],
  ]) {
    const refused = await send({ started_at: String(time) });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: "started_at", code }] } });
  }
  const started_at = "2026-03-04T10:00:00Z";
  expect(await send({ started_at })).toMatchObject({ status: 201, body: { inserted: 1 } });
  expect(await send({ started_at })).toMatchObject({ status: 201, body: { inserted: 0, amended: 0 } });
});
