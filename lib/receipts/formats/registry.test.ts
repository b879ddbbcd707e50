import { expect, it } from "vitest";
import { FORMAT_NAMES, findFormat, recogniseFormat } from "./registry";
import { hasSamples, readSampleText, SAMPLES } from "./testing/samples";

it.each(FORMAT_NAMES)("finds %s by its name", (name) => {
  expect(findFormat(name)?.name).toBe(name);
});

const lines = (path: string) =>
  readSampleText(path)
    .split("\n")
    .flatMap((text): unknown[] => (text.trim() === "" ? [] : [JSON.parse(text)]));
const document = (path: string) => [JSON.parse(readSampleText(path))].flat();

it.skipIf(!hasSamples).each<[string, string, (path: string) => unknown[]]>([
  ["claude-code", "claude_code_log/representative_messages.jsonl", lines],
  ["claude-code", "claude_code_log/edge_cases.jsonl", lines],
  ["claude-code", "claude_codex_ccusage/claude/projects/project-beta/session-beta/chat.jsonl", lines],
  ["codex", "claude_codex_ccusage/codex/sessions/project-alpha/session-alpha.jsonl", lines],
  ["vercel-ai-sdk", "vercel_ai_sdk_spans/all-spans.json", document],
  ["langfuse", "langfuse_traces/agno-2025-06-11.json", document],
  ["harbor", "atif/simple_trajectory.json", document],
])(`recognises %s in %s (${SAMPLES})`, (name, path, read) => {
  expect(recogniseFormat(read(path))?.format.name).toBe(name);
});

it("takes receipts, and anything else, for none of them", () => {
  const receipt = {
    id: "r",
    started_at: "2026-11-02T09:30:00Z",
    workflow: "w",
    step: "s",
    model: "m",
    status: "pending",
  };
  for (const record of [receipt, {}, 7, null, "text", { ts: "2026-01-01", model: "gpt-5.5", accepted: true }]) {
    expect(recogniseFormat([record])).toBeNull();
  }
});
