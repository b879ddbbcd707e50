import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyCells } from "../cells/verify";
import { amendReceipt } from "../ingest/amend-receipt";
import { uploadFile } from "../ingest/upload-file";
import { getReceipt } from "../queries/get-receipt";
import { getUndoForecast } from "../queries/get-undo-forecast";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { beginUndo, finishUndo } from "./undo-upload";

const SAID = { origin: "amend", author: null } as const;
let database: TestDatabase;
let count = 0;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Which message, whose session copied it, and how far it was written: the same three are the same line. */
type Line = { number: number; session: number; version: number };
const lineOf = ({ number, session, version }: Line) =>
  JSON.stringify({
    type: "assistant",
    sessionId: `session-${session}`,
    cwd: "/home/jo/invoices",
    version: "2.1.0",
    timestamp: `2026-05-04T${10 + number}:0${version}:00Z`,
    requestId: `request-${number}`,
    message: {
      id: `msg-${number}`,
      role: "assistant",
      model: "claude-opus-4-5",
      content: [
        { type: "tool_use", id: `tool-${number}`, name: "Bash" },
        ...(version === 1 ? [{ type: "tool_result", tool_use_id: `tool-${number}`, is_error: true }] : []),
      ],
      usage: { input_tokens: 10 + number, output_tokens: 100 * number + version },
    },
  });
/** The whole message in the session that wrote it. */
const whole = (number: number): Line => ({ number, session: number % 3, version: 0 });

async function freshProject() {
  count += 1;
  const project = { id: `p${count}`, timeZone: "UTC" };
  await database.db.$client`insert into projects (id, name) values (${project.id}, 'test')`;
  return project;
}
type Project = Awaited<ReturnType<typeof freshProject>>;

async function send(project: Project, uploadId: string, lines: readonly (Line | number)[]) {
  const result = await uploadFile({
    ...{ db: database.db, project, uploadId, filename: "s.jsonl", format: "auto", mapping: null, totalBytes: null },
    body: (async function* () {
      yield Buffer.from(lines.map((line) => lineOf(typeof line === "number" ? whole(line) : line)).join("\n"));
    })(),
  });
  expect(result).toMatchObject({ failure: null, rejected: 0 });
}

async function undo(project: Project, uploadId: string) {
  expect((await beginUndo(database.db, { projectId: project.id, uploadId })).ok).toBe(true);
  return finishUndo(database.db, project, uploadId, "ci");
}

/** All that is counted: receipts with their usage lines, parts and cells, without when they came and in what file. */
async function figures({ id }: Project) {
  const sql = database.db.$client;
  const receipts = await sql`
    select to_jsonb(receipt) - '{project_id,upload_id,upload_line,received_at,amended_at}'::text[] as receipt
    from receipts as receipt where project_id = ${id} order by id`;
  const lines = await sql`
    select to_jsonb(line) - 'project_id' as line from usage_lines as line
    where project_id = ${id} order by receipt_id, position`;
  const parts = await sql`
    select id, run_id, part, versions, array(select unnest(upload_ids) as source order by source) as sources
    from run_parts where project_id = ${id} order by id`;
  const cells = await sql`
    select to_jsonb(cell) - 'project_id' as cell from cells as cell where project_id = ${id}
    order by workflow, step, model, effort, day, state, unknown, harness`;
  return { receipts: [...receipts], lines: [...lines], parts: [...parts], cells: [...cells] };
}
const differences = async () => (await verifyCells(database.db)).flatMap((project) => project.differences);

const part = (number: number, session: number): Line => ({ number, session, version: 0 });
type Event = { send: string; lines: Line[] } | { undo: string } | { say: number };
/** What many random sequences have found to be wrong once. */
const FOUND_ONCE: [Event[]][] = [
  [
    [
      { send: "u1", lines: [part(2, 2)] },
      { send: "u2", lines: [part(2, 1)] },
      { send: "u1", lines: [part(1, 1), part(2, 1)] },
      { undo: "u2" },
    ],
  ],
  [
    [
      { send: "u1", lines: [part(2, 2), part(1, 1)] },
      { send: "u3", lines: [part(5, 1)] },
      { say: 2 },
      { send: "u1", lines: [part(5, 2), part(2, 1)] },
      { say: 1 },
      { undo: "u3" },
      { send: "u1", lines: [part(1, 1)] },
    ],
  ],
];

describe("undo of uploads that brought parts of runs", () => {
  it(
    "leaves what there would be without them, whatever overlaps, differs or moves to another run, and what is said",
    async () => {
      const upload = fc.integer({ min: 1, max: 4 }).map((number) => `u${number}`);
      const line = fc.record({
        number: fc.integer({ min: 1, max: 5 }),
        session: fc.integer({ min: 1, max: 2 }),
        version: fc.integer({ min: 0, max: 2 }),
      });
      const event: fc.Arbitrary<Event> = fc.oneof(
        { arbitrary: fc.record({ send: upload, lines: fc.array(line, { minLength: 1, maxLength: 6 }) }), weight: 4 },
        { arbitrary: fc.record({ undo: upload }), weight: 2 },
        { arbitrary: fc.record({ say: fc.integer({ min: 1, max: 2 }) }), weight: 2 },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 9 }), async (events) => {
          const [all, others] = [await freshProject(), await freshProject()];
          const sent = new Set<string>();
          for (const [place, each] of events.entries()) {
            if ("send" in each) {
              await send(all, each.send, each.lines);
              sent.add(each.send);
              const isUndone = events.slice(place).some((later) => "undo" in later && later.undo === each.send);
              if (!isUndone) await send(others, each.send, each.lines);
            } else if ("undo" in each) {
              if (sent.delete(each.undo)) await undo(all, each.undo);
            } else {
              // Of a run that is known either way; of others there would be nothing to say.
              const run = `claude-code:session-${each.say}`;
              const known = await Promise.all([all, others].map(({ id }) => getReceipt(database.db, id, run)));
              if (known.includes(null)) continue;
              const outcome = { humanEdits: place, labels: { said: String(place) } };
              for (const { id } of [all, others]) await amendReceipt(database.db, id, run, outcome, SAID);
            }
          }
          expect(await figures(all)).toEqual(await figures(others));
        }),
        { numRuns: 25, seed: 4, examples: FOUND_ONCE },
      );
      expect(await differences()).toEqual([]);
    },
    Number(process.env.T ?? 120_000),
  );

  it("gives back the fuller part of the one and the run of the other", async () => {
    const project = await freshProject();
    const part = { number: 1, session: 2, version: 0 };
    await send(project, "less", [part]);
    const run = "claude-code:session-2";
    await amendReceipt(database.db, project.id, run, { status: "accepted", humanEdits: 2 }, SAID);
    const before = await figures(project);
    await send(project, "fuller", [{ ...part, version: 2 }]);
    expect(await getReceipt(database.db, project.id, run)).toMatchObject({ tokens: { output: 102 } });
    await send(project, "earlier", [{ ...part, session: 1 }]);
    expect(await getReceipt(database.db, project.id, run)).toBeNull();
    expect(await getReceipt(database.db, project.id, "claude-code:session-1")).toMatchObject({
      ...{ status: "accepted", humanEdits: 2, tokens: { output: 102 } },
    });
    expect(await undo(project, "fuller")).toMatchObject({ removed: 0, putBack: 1 });
    expect(await undo(project, "earlier")).toMatchObject({ removed: 1, putBack: 1 });
    expect(await figures(project)).toEqual(before);
    expect(await differences()).toEqual([]);
  });

  it("says before how many it removes, and removes a run whatever people said of it meanwhile", async () => {
    const project = await freshProject();
    await send(project, "one", [3, 6]);
    await send(project, "two", [6, 9, 1, 4]);
    await amendReceipt(database.db, project.id, "claude-code:session-1", { status: "accepted" }, SAID);
    await amendReceipt(database.db, project.id, "claude-code:session-0", { status: "rejected" }, SAID);
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
