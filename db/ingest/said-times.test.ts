import { zipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getReceipt } from "../queries/get-receipt";
import { getUpload } from "../queries/get-upload";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { forecastFile } from "./forecast-file";
import { previewArchive } from "./preview-archive";
import { previewFile } from "./preview-file";
import { uploadFile } from "./upload-file";

const SAID = "2026-03-04T09:00:00.000Z";
const OWN = "2026-11-02T09:30:00.000Z";
const SPAN = {
  ...{ "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-5.5" },
  ...{ "gen_ai.usage.input_tokens": 7, "gen_ai.usage.output_tokens": 3 },
};
const timed = { attributes: SPAN, traceId: "t1", spanId: "s1", start_time: OWN };
const ndjson = (...records: object[]) => records.map((record) => JSON.stringify(record)).join("\n");

async function* bytes(text: string | Uint8Array) {
  yield Buffer.from(text as string);
}

describe("a time that is said for records without one", () => {
  let database: TestDatabase;
  let count = 0;
  let project: { id: string; timeZone: string };
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(async () => {
    count += 1;
    project = { id: `p${count}`, timeZone: "UTC" };
    await database.db.$client`insert into projects (id, name) values (${project.id}, 'test')`;
  });
  afterAll(() => database.drop());

  const send = (text: string | Uint8Array, startedAt: string | null, uploadId = "u") =>
    uploadFile({
      ...{ db: database.db, project, uploadId, filename: "x.jsonl", format: "auto", mapping: null, totalBytes: null },
      ...{ startedAt, body: bytes(text) },
    });
  const times = async () => {
    const rows = await database.db.$client`
      select started_at as at from receipts where project_id = ${project.id} order by started_at`;
    return rows.map(({ at }) => new Date(at).toISOString());
  };

  it("is asked for by the count of such records, foretold, and holds for no other", async () => {
    const text = ndjson(SPAN, timed, SPAN);
    const head = () => ({ filename: "x.jsonl", size: null, bytes: bytes(text) });
    expect(await previewFile(database.db, project.id, head())).toMatchObject({ foreign: { timeless: 2 } });
    expect(await forecastFile(database.db, project, head(), null)).toMatchObject({ good: 1, foreign: { runs: 1 } });
    expect(await forecastFile(database.db, project, head(), null, SAID)).toMatchObject({
      ...{ good: 3, problems: [] },
      foreign: { runs: 3, calls: 3 },
    });
    expect(await send(text, SAID)).toMatchObject({ inserted: 3, rejected: 0 });
    expect(await times()).toEqual([SAID, SAID, OWN]);
    // The same two equal spans again are the same two.
    expect(await send(text, SAID, "again")).toMatchObject({ inserted: 0, amended: 0 });
  });

  it("is kept nowhere: without it the others are taken, and these named", async () => {
    await send(ndjson(SPAN), SAID, "before");
    expect(JSON.stringify(await getUpload(database.db, project.id, "before"))).not.toContain(SAID.slice(0, 10));
    const result = await send(ndjson(timed, SPAN, SPAN), null, "after");
    expect(result).toMatchObject({ received: 3, inserted: 1, rejected: 2 });
    expect(result.rejects).toMatchObject([
      { line: 2, errors: [{ pointer: "/startTimeUnixNano", code: "no_time" }] },
      { line: 3, errors: [{ code: "no_time" }] },
    ]);
  });

  it("moves a run to the earlier of two that are said, whichever comes first", async () => {
    const later = "2026-03-05T09:00:00.000Z";
    for (const [first, second] of [
      [SAID, later],
      [later, SAID],
    ] as const) {
      await send(ndjson(SPAN), first);
      await send(ndjson(SPAN), second);
      expect(await times()).toEqual([SAID]);
    }
  });

  it("holds for the files of a zip, whose first ones say that they need it", async () => {
    const zip = zipSync({ "a.jsonl": Buffer.from(ndjson(SPAN, SPAN)), "b.jsonl": Buffer.from(ndjson(timed)) });
    expect((await previewArchive(bytes(zip))).archive.map(({ timeless }) => timeless)).toEqual([2, 0]);
    expect(await send(zip, SAID)).toMatchObject({ inserted: 3, rejected: 0 });
    expect(await times()).toEqual([SAID, SAID, OWN]);
  });

  it("holds for receipts and for mapped records as well", async () => {
    const run = { workflow: "w", step: "s", model: "m", status: "accepted" };
    expect(await send(ndjson({ ...run, id: "a", started_at: OWN }, { ...run, id: "b" }), SAID)).toMatchObject({
      ...{ inserted: 2, format: "receipt" },
    });
    expect(await getReceipt(database.db, project.id, "b")).toMatchObject({ startedAt: SAID });
    const log = { suite: "w", stage: "s", model: "m", passed: true };
    expect(await send(ndjson(log), null, "log")).toMatchObject({ failure: { code: "mapping_needed" } });
    expect(await send(ndjson(log), SAID, "log")).toMatchObject({ inserted: 1, format: "ndjson" });
    expect(await times()).toEqual([SAID, SAID, OWN]);
  });
});
