import { describe, expect, it } from "vitest";
import { codex } from "./codex";
import { runOf } from "./run-of";
import type { CallPart, RunPart } from "./source-format";
import { partsOf, sumCalls } from "./testing/part-schema";
import { hasSamples, readSampleText, SAMPLES } from "./testing/samples";

let second = 0;
const stamp = () => new Date(Date.UTC(2026, 4, 4, 10, 0, second++)).toISOString();
const line = (type: string, payload: object, timestamp = stamp()) => ({ timestamp, type, payload });
const event = (type: string, more: object = {}, timestamp?: string) => line("event_msg", { type, ...more }, timestamp);
const usage = (input: number, cached: number, output: number, reasoning: number) => ({
  ...{ input_tokens: input, cached_input_tokens: cached, output_tokens: output, reasoning_output_tokens: reasoning },
  total_tokens: input + output,
});
const count = (last: object | null, total: object | null, timestamp?: string) =>
  event("token_count", { info: { last_token_usage: last, total_token_usage: total }, rate_limits: {} }, timestamp);
const meta = (id: string, more: object = {}) =>
  line("session_meta", { id, cwd: "/home/jo/invoices", cli_version: "0.130.0", model_provider: "openai", ...more });
const turn = (more: object = {}) => line("turn_context", { model: "gpt-5.5", effort: "high", ...more });
const read = (records: unknown[], name = "rollout-x.jsonl") => partsOf(codex, records, name);
const calls = (parts: RunPart[]) => parts.flatMap(({ part }) => (part.kind === "call" ? [part] : []));
const runs = (parts: RunPart[]) => [...new Set(parts.map(({ runId }) => runId))];
const ONE = usage(100, 60, 30, 10);
const TWO = usage(250, 160, 70, 20);

describe("one call", () => {
  it("has cached tokens within its input, and reasoning within its output", () => {
    expect(calls(read([meta("s"), turn(), count(ONE, ONE)]))[0]).toMatchObject({
      tokens: { uncachedInput: 40, cacheRead: 60, cacheWrite: null, output: 20, reasoning: 10 },
      ...{ model: "gpt-5.5", effort: "high", provider: "openai" },
    });
  });

  it("is the last usage, never the cumulative one; without it the difference", () => {
    const last = read([count(ONE, ONE), count(usage(150, 100, 40, 10), TWO)]);
    const differences = read([count(null, ONE), count(null, TWO)]);
    expect(sumCalls(last)).toMatchObject({ calls: 2, input: 250, cacheRead: 160, output: 70, reasoning: 20 });
    expect(sumCalls(differences)).toEqual(sumCalls(last));
  });

  it("is counted once where it is written twice, also in the next turn", () => {
    const records = [
      turn({ turn_id: "t1" }),
      count(ONE, ONE),
      count(ONE, ONE),
      turn({ turn_id: "t2" }),
      count(ONE, ONE),
    ];
    const parts = read(records);
    expect(calls(parts)).toHaveLength(1);
    expect(runs(parts)).toEqual(["codex:rollout-x:t1"]);
  });

  it("counts on where the cumulative usage begins anew", () => {
    const fresh = usage(90, 0, 5, 0);
    expect(sumCalls(read([count(null, ONE), count(null, fresh)]))).toMatchObject({ calls: 2, input: 190, output: 35 });
  });

  it("names no model where the file names none", () => {
    expect(calls(read([count(ONE, ONE)]))[0]?.model).toBe("unknown");
  });

  it("follows the settings of its turn: model, effort, tier", () => {
    const settings = { model: "gpt-5.4", reasoning_effort: "low", service_tier: "priority" };
    const records = [turn(), count(ONE, ONE), event("thread_settings_applied", { thread_settings: settings })];
    const [first, second_] = calls(read([...records, count(usage(150, 100, 40, 10), TWO)]));
    expect(first).toMatchObject({ model: "gpt-5.5", effort: "high", serviceTier: null });
    expect(second_).toMatchObject({ model: "gpt-5.4", effort: "low", serviceTier: "priority" });
    const bare = [turn(), turn({ effort: null }), count(ONE, ONE)];
    expect(calls(read(bare))[0]?.effort).toBeNull();
  });
});

it.each<[string, object, string]>([
  ["no info, only rate limits", event("token_count", { info: null, rate_limits: {} }), "token counts without usage"],
  ["nothing in it", count(usage(0, 0, 0, 0), ONE), "token counts of nothing"],
  ["a message", line("response_item", { type: "message", role: "user" }), "lines that are no call (message)"],
  ["a search without an id", line("response_item", { type: "web_search_call" }), "lines that are no call"],
  ["a compaction", line("compacted", { message: "s" }), "lines that are no call (compacted)"],
])("leaves a line with %s out, and says so", (_, record, reason) => {
  const made = codex.createReader({ name: "x.jsonl" })(record);
  expect("leftOut" in made && made.leftOut).toContain(reason);
});

it("refuses a count without a time by its place", () => {
  const made = codex.createReader({ name: "x.jsonl" })({ ...count(ONE, ONE), timestamp: undefined });
  expect(made).toMatchObject({ errors: [{ pointer: "/timestamp" }] });
});

describe("a run", () => {
  it("is a turn: by its id, whatever a person says meanwhile", () => {
    const said = [event("user_message"), event("user_message")];
    const parts = read([meta("s"), turn({ turn_id: "t1" }), ...said, count(ONE, ONE)]);
    expect(runs(parts)).toEqual(["codex:s:t1"]);
    expect(runOf("codex:s:t1", parts)).toMatchObject({ workflow: "invoices", taskId: "codex:s", step: "turn" });
  });

  it("is, in files without such ids, what follows a message of a person", () => {
    const [first, next] = [count(ONE, ONE), count(usage(150, 100, 40, 10), TWO)];
    const parts = read([meta("s"), turn(), event("user_message"), first, event("user_message"), next]);
    expect(runs(parts)).toEqual(["codex:s:1", "codex:s:2"]);
  });

  it("is the same in its archived copy, whatever that file's name", () => {
    const records = [meta("s"), turn({ turn_id: "t1" }), count(ONE, ONE)];
    expect(read(records, "archived_sessions/rollout-2.jsonl")).toEqual(read(records, "rollout-1.jsonl"));
  });

  it.each<[string, object, boolean | null]>([
    ["an exit code", { type: "exec_command_end", exit_code: 2 }, true],
    ["an exit code in JSON", { type: "function_call_output", output: '{"metadata":{"exit_code":0}}' }, false],
    ["words", { type: "function_call_output", output: "Wall time: 1 s\nProcess exited with code 1\nOutput:\nx" }, true],
    ["words of the command", { type: "function_call_output", output: "Wall\nOutput:\nExit code: 1\n" }, null],
    ["a patch that failed", { type: "patch_apply_end", success: false }, true],
    ["an error of a server", { type: "mcp_tool_call_end", result: { Err: "no" } }, true],
    ["an answer of a server", { type: "mcp_tool_call_end", result: { Ok: { content: [] } } }, false],
    ["nothing", { type: "function_call_output", output: "done" }, null],
  ])("knows of its tool's failure by %s", (_, payload, failed) => {
    const [made] = read([line("response_item", { call_id: "c", ...payload })]);
    expect(made?.part).toMatchObject({ kind: "tool", failed });
  });

  it("counts a tool call once, over its call, its events and its output", () => {
    const parts = read([
      ...[turn({ turn_id: "t" }), count(ONE, ONE)],
      line("response_item", { type: "function_call", call_id: "c" }),
      event("exec_command_end", { call_id: "c", exit_code: 1 }),
      line("response_item", { type: "function_call_output", call_id: "c", output: "x" }),
    ]);
    expect(new Set(parts.filter(({ part }) => part.kind === "tool").map(({ id }) => id)).size).toBe(1);
  });
});

describe("a forked session", () => {
  const v7 = (iso: string, tail: string) => {
    const hex = Date.parse(iso).toString(16).padStart(12, "0");
    return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-0000000000${tail}`;
  };
  const fork = v7("2026-05-04T12:00:00.000Z", "01");
  const parent = v7("2026-05-04T09:00:00.000Z", "02");
  const at = "2026-05-04T12:00:00.050Z";
  const copied = (payload: object, type = "event_msg") => line(type, payload, at);
  const own = (last: object, total: object) => count(last, total, "2026-05-04T12:01:00Z");
  const copyOf = (turns: object[]) => [
    line("session_meta", { id: fork, forked_from_id: parent, timestamp: "2026-05-04T12:00:00.000Z" }, at),
    copied({ id: parent }, "session_meta"),
    ...turns,
    copied({ type: "user_message" }),
    count(ONE, ONE, at),
  ];
  const expectOwn = (parts: RunPart[]) => {
    expect(parts.every(({ runId }) => runId.startsWith(`codex:${fork}:`))).toBe(true);
    expect(calls(parts).map(({ tokens }: CallPart) => tokens.uncachedInput)).toEqual([50]);
  };

  it("counts its own calls only: turns that began before it are its parent's", () => {
    const old = copied({ turn_id: v7("2026-05-04T09:10:00Z", "03"), model: "gpt-5.4" }, "turn_context");
    const fresh = line("turn_context", { turn_id: v7("2026-05-04T12:00:01Z", "04") }, "2026-05-04T12:00:01Z");
    expectOwn(read([...copyOf([old]), fresh, own(usage(150, 100, 40, 10), TWO)]));
    // The difference is to what was copied.
    expectOwn(read([...copyOf([old]), fresh, count(null, TWO, "2026-05-04T12:01:00Z")]));
  });

  it("knows by when they began where turns have other ids", () => {
    const startedAt = (iso: string) => ({ turn_id: "x", started_at: Date.parse(iso) / 1_000 });
    const old = copied({ type: "task_started", ...startedAt("2026-05-04T09:10:00Z") });
    const fresh = event("task_started", startedAt("2026-05-04T12:00:00Z"), "2026-05-04T12:00:00.900Z");
    expectOwn(read([...copyOf([old]), fresh, own(usage(150, 100, 40, 10), TWO)]));
  });

  it("knows by the time after the copying where nothing else tells", () => {
    expectOwn(read([...copyOf([copied({ model: "gpt-5.4" }, "turn_context")]), own(usage(150, 100, 40, 10), TWO)]));
  });

  it("says how much it left out as a copy", () => {
    const reader = codex.createReader({ name: "x.jsonl" });
    const made = copyOf([copied({ turn_id: v7("2026-05-04T09:10:00Z", "03") }, "turn_context")]).map(reader);
    expect(made.at(-1)).toEqual({ leftOut: "copies of the session that it was forked from" });
  });
});

it.skipIf(!hasSamples)(`a real file gives what its cumulative usage ends with (${SAMPLES})`, () => {
  const name = "claude_codex_ccusage/codex/sessions/project-alpha/session-alpha.jsonl";
  const text = readSampleText(name);
  const lastOf = (key: string) => Number([...text.matchAll(new RegExp(`"${key}":(\\d+)`, "g"))].at(-1)?.[1]);
  const parts = read(
    text
      .trim()
      .split("\n")
      .map((each) => JSON.parse(each)),
    name,
  );
  expect(sumCalls(parts)).toMatchObject({
    calls: text.split('"token_count"').length - 1,
    input: lastOf("input_tokens"),
    cacheRead: lastOf("cached_input_tokens"),
    output: lastOf("output_tokens"),
    reasoning: lastOf("reasoning_output_tokens"),
  });
  expect(calls(parts).map(({ model }) => model)).toEqual(["gpt-5.2-codex", "gpt-5.3-codex"]);
});
