import { describe, expect, it } from "vitest";
import { claudeCode } from "./claude-code";
import { fullerPart } from "./fuller-part";
import { runOf } from "./run-of";
import type { CallPart, RunPart } from "./source-format";
import { partsOf, sumCalls } from "./testing/part-schema";
import { hasSamples, readSampleText, SAMPLES } from "./testing/samples";

const USAGE = {
  input_tokens: 10,
  cache_read_input_tokens: 100,
  cache_creation_input_tokens: 20,
  output_tokens: 5,
  service_tier: "standard",
};

type Change = { line?: object; message?: object; usage?: object };
const line = ({ line: own = {}, message = {}, usage = {} }: Change = {}) => ({
  ...{ type: "assistant", sessionId: "s1", cwd: "/home/jo/invoices", version: "2.1.0", requestId: "req_1" },
  timestamp: "2026-05-04T10:00:00Z",
  message: {
    ...{ id: "msg_1", role: "assistant", model: "claude-opus-4-8", content: [], usage: { ...USAGE, ...usage } },
    ...message,
  },
  ...own,
});
const tool = (type: string, more: object) => line({ message: { usage: undefined, content: [{ type, ...more }] } });
const read = (...records: unknown[]) => partsOf(claudeCode, records, "session.jsonl");
const calls = (parts: RunPart[]) => parts.flatMap(({ part }) => (part.kind === "call" ? [part] : []));
const only = (change: Change) => calls(read(line(change)))[0] as CallPart;
const leftOut = (record: unknown) => claudeCode.createReader({ name: "s.jsonl" })(record);

/** Parts as they are kept: one for each id. */
function joined(parts: RunPart[]): RunPart[] {
  const known = new Map<string, RunPart>();
  for (const part of parts) known.set(part.id, fullerPart(known.get(part.id) ?? part, part));
  return [...known.values()];
}

describe("one call", () => {
  it("is counted once over the lines of its blocks and the files of its session, as it was in the end", () => {
    const lines = [1, 1, 60].map((output_tokens) => line({ usage: { output_tokens } }));
    const resumed = line({ line: { sessionId: "s0" }, usage: { output_tokens: 60 } });
    const parts = joined([...read(...lines), ...read(resumed)]);
    expect(sumCalls(parts)).toMatchObject({ calls: 1, output: 60, input: 130 });
    expect(parts.find(({ part }) => part.kind === "call")?.runId).toBe("claude-code:s0");
  });

  it("is another one by another request, or another message", () => {
    const parts = read(line(), line({ line: { requestId: "req_2" } }), line({ message: { id: "msg_2" } }));
    expect(joined(parts).filter(({ part }) => part.kind === "call")).toHaveLength(3);
  });

  it("has input beside what is read from and written to the cache", () => {
    expect(only({}).tokens).toEqual({
      ...{ uncachedInput: 10, cacheRead: 100, cacheWrite: 20, output: 5, reasoning: null },
    });
  });

  it("is unknown, not 0, in what its usage does not say", () => {
    const message = { usage: { input_tokens: 3, output_tokens: 2 } };
    expect(only({ message }).tokens).toMatchObject({ cacheRead: null, cacheWrite: null });
    expect(only({ message })).toMatchObject({ cacheWrite1h: null, serviceTier: null, reportedCostNanoUsd: null });
  });

  it.each<[string, Change, Partial<CallPart>]>([
    ["fast", { usage: { speed: "fast" } }, { serviceTier: "fast" }],
    ["standard speed", { usage: { speed: "standard" } }, { serviceTier: "standard" }],
    ["priority", { usage: { service_tier: "priority" } }, { serviceTier: "priority" }],
    ["a tier that nobody knows", { usage: { service_tier: "warp" } }, { serviceTier: null }],
    ["an old cost", { line: { costUSD: 0.12 } }, { reportedCostNanoUsd: 120_000_000 }],
  ])("keeps %s", (_, change, expected) => {
    expect(only(change)).toMatchObject(expected);
  });

  it("knows how much of its cache writes is for an hour, and their sum where no total is given", () => {
    const cache_creation = { ephemeral_1h_input_tokens: 15, ephemeral_5m_input_tokens: 5 };
    expect(only({ usage: { cache_creation } })).toMatchObject({ cacheWrite1h: 15, tokens: { cacheWrite: 20 } });
    const usage = { cache_creation, cache_creation_input_tokens: undefined };
    expect(only({ usage })).toMatchObject({ cacheWrite1h: 15, tokens: { cacheWrite: 20 } });
  });

  it("has beside it what an advisor or a compaction used in its request, and nothing twice", () => {
    const advisor = { type: "advisor_message", model: "claude-fable-5", input_tokens: 7, output_tokens: 3 };
    const iterations = [
      { type: "message", input_tokens: 10, output_tokens: 5 },
      advisor,
      { type: "compaction", input_tokens: 50, output_tokens: 2 },
    ];
    const parts = joined(read(line({ usage: { iterations } }), line({ usage: { iterations } })));
    expect(calls(parts).map(({ model, tokens }) => [model, tokens.uncachedInput, tokens.output])).toEqual([
      ["claude-opus-4-8", 10, 5],
      ["claude-fable-5", 7, 3],
      ["claude-opus-4-8", 50, 2],
    ]);
  });
});

describe("a run", () => {
  it("is a session, and each of its sub-agents another, of one task", () => {
    const agents = ["a1", "a2"].map((agentId, index) =>
      line({ line: { isSidechain: true, agentId }, message: { id: `msg_${agentId}${index}` } }),
    );
    const parts = read(line(), ...agents);
    const runs = [...new Set(parts.map(({ runId }) => runId))].map((id) =>
      runOf(
        id,
        parts.filter(({ runId }) => runId === id),
      ),
    );
    expect(runs.map((run) => [run?.id, run?.step, run?.workflow, run?.taskId])).toEqual([
      ["claude-code:s1", "session", "invoices", "claude-code:s1"],
      ["claude-code:s1:a1", "sub-agent", "invoices", "claude-code:s1"],
      ["claude-code:s1:a2", "sub-agent", "invoices", "claude-code:s1"],
    ]);
  });

  it("has as many tool calls as there are ids, those of the provider's side too, and the failures among them", () => {
    const parts = read(
      line(),
      tool("tool_use", { id: "t1" }),
      tool("tool_result", { tool_use_id: "t1", is_error: true }),
      tool("server_tool_use", { id: "t2" }),
      tool("web_search_tool_result", { tool_use_id: "t2", content: [] }),
      tool("server_tool_use", { id: "t3" }),
      tool("web_search_tool_result", { tool_use_id: "t3", content: { type: "web_search_tool_result_error" } }),
      tool("tool_use", { id: "t4" }),
    );
    expect(runOf("claude-code:s1", joined(parts))).toMatchObject({ toolCalls: 4, toolErrors: 2, status: "pending" });
  });

  it("without a tool call has 0 of them; with one that has no result the errors are unknown", () => {
    expect(runOf("claude-code:s1", read(line()))).toMatchObject({ toolCalls: 0, toolErrors: 0 });
    const parts = read(line(), tool("tool_use", { id: "t" }));
    expect(runOf("claude-code:s1", parts)).toMatchObject({ toolCalls: 1, toolErrors: null });
  });
});

it.each<[string, unknown, string]>([
  ["a summary, which has no time", { type: "summary", summary: "s" }, "lines without a message (summary)"],
  ["an error of the API", line({ line: { isApiErrorMessage: true } }), "errors of the API"],
  ["a message of no model", line({ message: { model: "<synthetic>" } }), "errors of the API"],
  ["a message of a person", line({ message: { usage: undefined, content: "hello" } }), "messages of people"],
  [
    "a compaction's summary",
    line({ line: { isCompactSummary: true }, message: { usage: undefined } }),
    "messages of people",
  ],
  ["a boundary", { type: "system", subtype: "compact_boundary" }, "lines without a message (system)"],
])("leaves %s out, and says so", (_, record, reason) => {
  expect(leftOut(record)).toEqual({ leftOut: reason });
});

it.each<[string, unknown, string]>([
  ["no object", 42, ""],
  ["no time", line({ line: { timestamp: undefined } }), "/timestamp"],
  ["no session", line({ line: { sessionId: undefined } }), "/sessionId"],
  ["no message id", line({ message: { id: undefined } }), "/message/id"],
])("refuses a line with %s by its place", (_, record, pointer) => {
  expect(leftOut(record)).toMatchObject({ errors: [{ pointer }] });
});

describe.skipIf(!hasSamples)(`real files (${SAMPLES})`, () => {
  const FILES = [
    ...["claude_code_log/representative_messages", "claude_code_log/session_b", "claude_code_log/todowrite_examples"],
    ...["claude_code_log/edge_cases", "claude_codex_ccusage/claude/projects/project-beta/session-beta/chat"],
    "claude_codex_ccusage/claude/projects/project-alpha/session-alpha/chat",
  ].map((name) => `${name}.jsonl`);

  it.each(FILES)("%s gives what a plain reading of its text gives", (name) => {
    const lines = readSampleText(name).split("\n").filter(Boolean);
    const records = lines.map((text) => JSON.parse(text));
    const reader = claudeCode.createReader({ name });
    const made = records.map(reader);
    const parts = joined(made.flatMap((each) => ("parts" in each ? each.parts : [])));
    const numbers = (pattern: RegExp, of: string) => [...of.matchAll(pattern)].map(([, number]) => Number(number));
    const sum = (key: string) =>
      lines
        .filter((text) => /"type":\s*"assistant"|"role":\s*"assistant"/.test(text))
        .flatMap((text) => numbers(new RegExp(`"${key}":\\s*(\\d+)`, "g"), text))
        .reduce((total, each) => total + each, 0);
    const found = sumCalls(parts);
    expect(found.calls).toBe(lines.filter((text) => /"usage":/.test(text)).length);
    expect(found.output).toBe(sum("output_tokens"));
    expect(found.cacheRead).toBe(sum("cache_read_input_tokens"));
    expect(found.input).toBe(sum("input_tokens") + sum("cache_read_input_tokens") + sum("cache_creation_input_tokens"));
    const usd = lines.flatMap((text) => numbers(/"costUSD":\s*([\d.]+)/g, text)).reduce((a, b) => a + b, 0);
    expect(found.nanoUsd).toBe(Math.round(usd * 1e9));
  });

  it("names the broken lines of a file, and reads on", () => {
    const records = readSampleText("claude_code_log/edge_cases.jsonl").split("\n").filter(Boolean);
    const reader = claudeCode.createReader({ name: "edge_cases.jsonl" });
    const made = records.map((text) => reader(JSON.parse(text)));
    expect(made.filter((each) => "errors" in each)).toHaveLength(
      records.filter((text) => !text.trimStart().startsWith("{")).length,
    );
  });

  it("of a fast call says so", () => {
    const text = readSampleText("claude_codex_ccusage/claude/projects/project-alpha/session-alpha/chat.jsonl");
    const records = text.trim().split("\n");
    expect(calls(read(...records.map((each) => JSON.parse(each)))).map(({ serviceTier }) => serviceTier)).toEqual([
      null,
      "fast",
      null,
    ]);
  });
});
