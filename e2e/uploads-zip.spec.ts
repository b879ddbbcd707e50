import { randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { zipSync } from "fflate";
import { auth, getJson } from "./support/api";
import { ndjson, receipt } from "./support/receipts";
import { signIn } from "./support/sign-in";

const own = () => `zip-${randomBytes(5).toString("hex")}`;
const zip = (files: Record<string, string>) =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]))));

/** A Claude Code session of one call. */
const session = (id: string) =>
  JSON.stringify({
    ...{ type: "assistant", sessionId: id, cwd: `/home/jo/${id}`, version: "2.1.0", requestId: id },
    timestamp: "2026-05-04T10:01:00Z",
    message: {
      ...{ id, role: "assistant", model: "claude-opus-4-5", content: [{ type: "text" }] },
      usage: { input_tokens: 10, output_tokens: 20 },
    },
  });

test("a zip is shown by its first files, taken in as one upload, and says what became of each", async ({
  page,
  request,
}) => {
  const workflow = own();
  const runs = [0, 1, 2].map((n) => receipt(`${workflow}-${n}`, { workflow }));
  const buffer = zip({
    "logs/session.jsonl": session(workflow),
    "logs/runs.ndjson": ndjson([...runs, receipt(`${workflow}-bad`, { workflow, status: "great" })]),
    "plan.csv": "when,what\n2026-11-02,x\n",
    "__MACOSX/._plan.csv": "x",
  });
  await signIn(page);
  await page.goto("/uploads");
  await page
    .getByLabel("Choose a file")
    .setInputFiles({ name: `${workflow}.zip`, mimeType: "application/zip", buffer });
  await expect(page.getByText("A zip: its files are recognised one by one")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "logs/session.jsonl" })).toContainText("Claude Code");
  await expect(page.getByRole("listitem").filter({ hasText: "logs/runs.ndjson" })).toContainText("receipts");
  await page.getByRole("button", { name: "Upload", exact: true }).click();
  const result = page.getByRole("region", { name: "Result" });
  await expect(result).toContainText("Records received5New runs4");
  await expect(result).toContainText("4 files in the zip, 1 not taken in whole");
  await expect(result).toContainText("logs/runs.ndjson, line 4: status must be one of");
  await expect(result.getByRole("row", { name: /^plan\.csv/ })).toContainText("mapping");
  await expect(result.getByRole("row", { name: /^__MACOSX/ })).toContainText("Left out: kept by macOS for itself");

  await page.getByRole("link", { name: `${workflow}.zip`, exact: true }).click();
  await expect(page.getByRole("row", { name: /^logs\/session\.jsonl/ })).toContainText("Claude Code session");
  await expect(page.getByRole("row", { name: /^plan\.csv/ })).toContainText("mapping");
  await expect(page.getByRole("table", { name: "Rejected records" })).toContainText("logs/runs.ndjson");
  const { rows } = await getJson<{ rows: { runs: number }[] }>(
    request,
    `/api/metrics?group_by=step&workflow=${workflow}`,
  );
  expect(rows.reduce((sum, each) => sum + each.runs, 0)).toBe(4);
});

test("the API says what became of each file, and of which file a rejected line is", async ({ request }) => {
  const workflow = own();
  const body = zip({
    "a.ndjson": ndjson([receipt(`${workflow}-a`, { workflow })]),
    "b.ndjson": ndjson([receipt(`${workflow}-b`, { workflow, status: "great" })]),
  });
  const response = await request.post(`/api/uploads?upload_id=${workflow}&filename=x`, { headers: auth, data: body });
  expect(response.status()).toBe(201);
  expect(await response.json()).toMatchObject({
    ...{ format: "zip", received: 2, inserted: 1, rejected_count: 1, files_not_shown: 0 },
    rejected: [{ file: "b.ndjson", line: 1 }],
    files: [
      { name: "a.ndjson", format: "receipt", inserted: 1, failure: null, left_out: null },
      { name: "b.ndjson", format: "receipt", rejected: 1 },
    ],
  });
  expect(await getJson(request, `/api/uploads/${workflow}`)).toMatchObject({ files: [{ name: "a.ndjson" }, {}] });
  const rejects = await request.get(`/api/uploads/${workflow}/rejects`, { headers: auth });
  expect((await rejects.text()).split(/\r?\n/).slice(0, 2)).toEqual([
    "file,line,id,field,code,message",
    expect.stringMatching(/^b\.ndjson,1,/),
  ]);
  const broken = await request.post("/api/uploads?filename=x.zip", { headers: auth, data: body.subarray(0, 60) });
  expect([broken.status(), (await broken.json()).detail]).toEqual([400, "The zip file breaks off before its end."]);
});
