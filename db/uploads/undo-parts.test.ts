import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyCells } from "../cells/verify";
import { amendReceipt } from "../ingest/amend-receipt";
import { uploadFile } from "../ingest/upload-file";
import { getUndoForecast } from "../queries/get-undo-forecast";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { beginUndo, finishUndo } from "./undo-upload";

let database: TestDatabase;
let count = 0;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A line of one of three sessions; the same number is the same line. */
const line = (number: number) =>
  JSON.stringify({
    type: "assistant",
    sessionId: `session-${number % 3}`,
    cwd: "/home/jo/invoices",
    version: "2.1.0",
    timestamp: `2026-05-04T10:${String(number).padStart(2, "0")}:00Z`,
    requestId: `request-${number}`,
    message: {
      id: `msg-${number}`,
      role: "assistant",
      model: "claude-opus-4-5",
      content: [{ type: "tool_use", id: `tool-${number}`, name: "Bash" }],
      usage: { input_tokens: 10 + number, output_tokens: 100 * number },
    },
  });

async function freshProject() {
  count += 1;
  const project = { id: `p${count}`, timeZone: "UTC" };
  await database.db.$client`insert into projects (id, name) values (${project.id}, 'test')`;
  return project;
}
type Project = Awaited<ReturnType<typeof freshProject>>;

async function send(project: Project, uploadId: string, numbers: readonly number[]) {
  const result = await uploadFile({
    ...{ db: database.db, project, uploadId, filename: "s.jsonl", format: "auto", mapping: null, totalBytes: null },
    body: (async function* () {
      yield Buffer.from(numbers.map(line).join("\n"));
    })(),
  });
  expect(result).toMatchObject({ failure: null, rejected: 0 });
}

async function undo(project: Project, uploadId: string) {
  expect((await beginUndo(database.db, { projectId: project.id, uploadId })).ok).toBe(true);
  return finishUndo(database.db, project, uploadId, "ci");
}

/** All that is counted: receipts with their usage lines, parts and cells, without who brought them and when. */
async function figures({ id }: Project) {
  const sql = database.db.$client;
  const receipts = await sql`
    select to_jsonb(receipt) - '{project_id,upload_id,upload_line,received_at,amended_at}'::text[] as receipt
    from receipts as receipt where project_id = ${id} order by id`;
  const lines = await sql`
    select to_jsonb(line) - 'project_id' as line from usage_lines as line
    where project_id = ${id} order by receipt_id, position`;
  const parts = await sql`select id, run_id from run_parts where project_id = ${id} order by id`;
  const cells = await sql`
    select to_jsonb(cell) - 'project_id' as cell from cells as cell where project_id = ${id}
    order by workflow, step, model, effort, day, state, unknown, harness`;
  return { receipts: [...receipts], lines: [...lines], parts: [...parts], cells: [...cells] };
}
const differences = async () => (await verifyCells(database.db)).flatMap((project) => project.differences);

describe("undo of uploads that brought parts of runs", () => {
  it("leaves what the others brought, whatever overlaps, in any order of undoing", async () => {
    const file = fc.record({
      numbers: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
      undone: fc.option(fc.integer({ min: 0, max: 100 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 2, maxLength: 4 }), async (files) => {
        const [all, others] = [await freshProject(), await freshProject()];
        for (const [place, { numbers }] of files.entries()) await send(all, `u${place}`, numbers);
        const gone = [...files.entries()].filter(([, { undone }]) => undone !== null);
        for (const [place] of gone.sort(([, a], [, b]) => Number(a.undone) - Number(b.undone))) {
          await undo(all, `u${place}`);
        }
        for (const [place, { numbers, undone }] of files.entries()) {
          if (undone === null) await send(others, `u${place}`, numbers);
        }
        expect(await figures(all)).toEqual(await figures(others));
        expect(await differences()).toEqual([]);
      }),
      { numRuns: 15, seed: 4 },
    );
  }, 120_000);

  it("says before how many it removes, and removes a run whatever people said of it meanwhile", async () => {
    const project = await freshProject();
    await send(project, "one", [3, 6]);
    await send(project, "two", [6, 9, 1, 4]);
    const by = { origin: "amend", author: null } as const;
    await amendReceipt(database.db, project.id, "claude-code:session-1", { status: "accepted" }, by);
    await amendReceipt(database.db, project.id, "claude-code:session-0", { status: "rejected" }, by);
    const forecast = await getUndoForecast(database.db, project.id, "two");
    expect(forecast).toEqual({ inserted: 1, amendedSince: 1, amended: 1 });
    expect(await undo(project, "two")).toMatchObject({ status: "undone", removed: 1, putBack: 1 });
    const { receipts } = await figures(project);
    expect(receipts.map(({ receipt }) => [receipt.id, receipt.status])).toEqual([
      ["claude-code:session-0", "rejected"],
    ]);
    expect(await differences()).toEqual([]);
  });

  it("brings a run back when its file is sent again under the same id", async () => {
    const project = await freshProject();
    await send(project, "one", [1, 2, 3]);
    const before = await figures(project);
    await undo(project, "one");
    expect(await figures(project)).toEqual({ receipts: [], lines: [], parts: [], cells: [] });
    await send(project, "one", [1, 2, 3]);
    expect(await figures(project)).toEqual(before);
  });
});
