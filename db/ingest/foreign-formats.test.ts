import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasSamples, readSampleText, SAMPLES } from "@/lib/receipts/formats/testing/samples";
import { verifyCells } from "../cells/verify";
import { getReceipt } from "../queries/get-receipt";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { amendReceipt } from "./amend-receipt";
import { ingestStream } from "./ingest-stream";

const SESSION = "5f1d3c62";

/** A line of a Claude Code session as it is written: the same message again for each of its blocks. */
const line = (minute: number, request: string, output: number, more: object = {}) =>
  JSON.stringify({
    type: "assistant",
    sessionId: SESSION,
    cwd: "/home/jo/invoices",
    version: "2.1.0",
    timestamp: `2026-05-04T10:${String(minute).padStart(2, "0")}:00Z`,
    requestId: request,
    message: {
      id: `msg_${request}`,
      role: "assistant",
      model: "claude-opus-4-5",
      content: [{ type: "tool_use", id: `tool_${request}`, name: "Bash" }],
      usage: { input_tokens: 10, cache_read_input_tokens: 100, cache_creation_input_tokens: 20, output_tokens: output },
    },
    ...more,
  });
const LINES = [line(1, "a", 1), line(1, "a", 30), line(2, "b", 40), line(3, "c", 50), line(4, "d", 60)];

describe("foreign formats in the database", () => {
  let database: TestDatabase;
  let project: { id: string; timeZone: string };
  let count = 0;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  async function fresh() {
    count += 1;
    project = { id: `p${count}`, timeZone: "UTC" };
    await database.db.$client`insert into projects (id, name) values (${project.id}, 'test')`;
  }
  const send = (text: string, filename = "session.jsonl") =>
    ingestStream({
      db: database.db,
      project,
      body: (async function* () {
        yield Buffer.from(text);
      })(),
      filename,
      format: "auto",
      mapping: null,
      uploadId: null,
    });
  const run = () => getReceipt(database.db, project.id, `claude-code:${SESSION}`);
  const cells = () => database.db.$client`
    select day, model, unknown, n, c_sum, t_sum, state from cells where project_id = ${project.id} order by 1, 2, 3, 7`;
  const isExact = async () => (await verifyCells(database.db)).flatMap(({ differences }) => differences);

  it.each<[string, string[][]]>([
    ["in one file", [LINES]],
    ["again and again", [LINES, LINES, LINES]],
    ["cut off half-way and sent again", [LINES.slice(0, 3), LINES]],
    ["the whole first, then a part of it", [LINES, LINES.slice(1, 2)]],
    [
      "shuffled, in overlapping files",
      [[LINES[4], LINES[1]] as string[], [LINES[3], LINES[0], LINES[1]] as string[], [LINES[2], LINES[4]] as string[]],
    ],
  ])("is the same run: %s", async (_, files) => {
    await fresh();
    for (const lines of files) await send(lines.join("\n"));
    expect(await run()).toMatchObject({
      startedAt: "2026-05-04T10:01:00.000Z",
      durationMs: 180_000,
      workflow: "invoices",
      step: "session",
      model: "claude-opus-4-5",
      status: "pending",
      harness: "claude-code@2.1.0",
      tokens: { uncachedInput: 40, cacheRead: 400, cacheWrite: 80, output: 180, reasoning: null },
      toolCalls: 4,
    });
    expect(await isExact()).toEqual([]);
    expect((await cells()).map(({ n }) => Number(n))).toEqual([1]);
  });

  it("says what it was recognised by, and what it did not count", async () => {
    await fresh();
    const result = await send([`{"type":"summary","summary":"s"}`, ...LINES].join("\n"));
    expect(result).toMatchObject({ format: "claude-code", recognisedBy: "its lines have a sessionId and a message" });
    expect(result).toMatchObject({ received: 6, inserted: 1, amended: 0, rejected: 0 });
    expect(result.leftOut).toEqual([{ reason: "lines without a message (summary)", count: 1 }]);
  });

  it("keeps what a person said of the run when more of it comes", async () => {
    await fresh();
    await send(LINES.slice(0, 2).join("\n"));
    const by = { origin: "amend", author: null } as const;
    await amendReceipt(database.db, project.id, `claude-code:${SESSION}`, { status: "accepted", humanEdits: 2 }, by);
    await send(LINES.join("\n"));
    expect(await run()).toMatchObject({ status: "accepted", humanEdits: 2, toolCalls: 4 });
    expect(await isExact()).toEqual([]);
  });

  it("counts a message that two sessions share once, under the one whose id is the lesser", async () => {
    await fresh();
    const resumed = LINES.map((text) => text.replaceAll(SESSION, "0aaa"));
    await send(LINES.join("\n"));
    await send(resumed.join("\n"));
    expect(await run()).toBeNull();
    expect(await getReceipt(database.db, project.id, "claude-code:0aaa")).toMatchObject({ toolCalls: 4 });
    expect(await isExact()).toEqual([]);
  });

  it("gives what a person said to the session that a shared message turns out to be of", async () => {
    await fresh();
    await send(LINES.join("\n"));
    const by = { origin: "review", author: null } as const;
    await amendReceipt(database.db, project.id, `claude-code:${SESSION}`, { status: "accepted", humanEdits: 3 }, by);
    await send(LINES.map((text) => text.replaceAll(SESSION, "0aaa")).join("\n"));
    expect(await run()).toBeNull();
    const heir = await getReceipt(database.db, project.id, "claude-code:0aaa");
    expect(heir).toMatchObject({ status: "accepted", humanEdits: 3, toolCalls: 4 });
    expect(await isExact()).toEqual([]);
  });

  it("keeps what an exported receipt of the run said, when its session comes later", async () => {
    await fresh();
    const receipt = { id: `claude-code:${SESSION}`, started_at: "2026-05-04T10:01:00Z", workflow: "invoices" };
    const outcome = { step: "session", model: "claude-opus-4-5", status: "accepted", human_edits: 3 };
    await send(JSON.stringify({ ...receipt, ...outcome }), "receipt.ndjson");
    await send(LINES.join("\n"));
    expect(await run()).toMatchObject({ status: "accepted", humanEdits: 3, tokens: { output: 180 } });
    expect(await isExact()).toEqual([]);
  });

  it("is named by its beginning, whichever piece of it comes first", async () => {
    const later = line(5, "e", 70, { cwd: "/home/jo/elsewhere", version: "2.2.0" });
    for (const files of [[[...LINES, later]], [[later], LINES], [[later, ...[...LINES].reverse()]]]) {
      await fresh();
      for (const lines of files) await send(lines.join("\n"));
      expect(await run()).toMatchObject({ workflow: "invoices", harness: "claude-code@2.1.0", toolCalls: 5 });
      expect(await isExact()).toEqual([]);
    }
  });

  it("counts the inner one of two calls in one another, whichever of them comes in whichever file", async () => {
    const observation = (id: string, parentObservationId: string | null, more: object) =>
      JSON.stringify({ id, parentObservationId, traceId: "t", startTime: "2026-05-04T10:00:00Z", ...more });
    const call = (input: number) => ({ type: "GENERATION", model: "gpt-5.5", usageDetails: { input, output: 1 } });
    const [outer, chain, inner] = [
      observation("outer", null, { ...call(20), modelParameters: { reasoning_effort: "high" } }),
      observation("chain", "outer", { type: "CHAIN" }),
      observation("inner", "chain", call(10)),
    ];
    for (const files of [[[outer, chain, inner]], [[outer], [chain], [inner]], [[inner], [outer], [chain, inner]]]) {
      await fresh();
      for (const lines of files) await send(lines.join("\n"), "observations.jsonl");
      expect(await getReceipt(database.db, project.id, "langfuse:t")).toMatchObject({
        ...{ tokens: { uncachedInput: 10, output: 1 }, effort: "high" },
        attempts: [{ tokens: { uncachedInput: 10 } }],
      });
      expect((await cells()).map(({ n }) => Number(n))).toEqual([1]);
      expect(await isExact()).toEqual([]);
    }
  });

  it("leaves no receipt of what only stands around calls", async () => {
    await fresh();
    const span = { id: "s", parentObservationId: "p", traceId: "t", type: "SPAN", startTime: "2026-05-04T10:00:00Z" };
    expect(await send(JSON.stringify(span), "spans.jsonl")).toMatchObject({ received: 1, inserted: 0, rejected: 0 });
    expect(await getReceipt(database.db, project.id, "langfuse:t")).toBeNull();
    expect(await isExact()).toEqual([]);
  });

  it("takes overlapping files at once", async () => {
    await fresh();
    await Promise.all([0, 1, 2, 3].map((from) => send(LINES.slice(from % 3).join("\n"))));
    expect(await run()).toMatchObject({ tokens: { uncachedInput: 40, output: 180 }, toolCalls: 4 });
    expect(await isExact()).toEqual([]);
  });

  it.skipIf(!hasSamples)(
    `Codex, a real file: its counts are differences of its cumulative ones (${SAMPLES})`,
    async () => {
      await fresh();
      const name = "claude_codex_ccusage/codex/sessions/project-alpha/session-alpha.jsonl";
      const text = readSampleText(name);
      const last = JSON.parse(text.trim().split("\n").at(-1) ?? "").payload.info.total_token_usage;
      await send(text, "session-alpha.jsonl");
      await send(text, "session-alpha.jsonl");
      const receipt = await getReceipt(database.db, project.id, "codex:session-alpha:0");
      expect(receipt?.tokens).toEqual({
        uncachedInput: last.input_tokens - last.cached_input_tokens,
        cacheRead: last.cached_input_tokens,
        cacheWrite: null,
        output: last.output_tokens - last.reasoning_output_tokens,
        reasoning: last.reasoning_output_tokens,
      });
      expect(receipt).toMatchObject({ model: "gpt-5.2-codex", attempts: [{}, { model: "gpt-5.3-codex" }] });
    },
  );
});
