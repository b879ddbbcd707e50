import { LIMITS } from "../receipt-schema";
import { callPart, idOf, missing, modelOf } from "./call-part";
import { at, countOf, type ForeignObject, instantOf, numberOf, objectOf, textOf } from "./foreign-value";
import type { ReadRecord, RunPart, SourceFormat } from "./source-format";
import { splitTokens } from "./token-split";

/** What the file has said so far that its later lines are about. */
type Session = {
  id: string;
  model: string | null;
  effort: string | null;
  provider: string | null;
  cwd: string | null;
  version: string | null;
  /** Counts from 1 with each message of a person; 0 is what comes before the first. */
  turn: number;
  /** The cumulative usage of the last call, as counts. */
  total: Usage | null;
  named: Set<string>;
};
type Usage = { input: number; cached: number; output: number; reasoning: number };

const TYPES = new Set(["session_meta", "turn_context", "event_msg", "response_item", "compacted"]);
const TOOL_CALLS = new Set(["function_call", "custom_tool_call", "local_shell_call"]);
const TOOL_OUTPUTS = new Set(["function_call_output", "custom_tool_call_output"]);
/** Old files name no model. The receipt says so, and has no price: a guess would be one. */
const UNKNOWN_MODEL = "unknown";

/**
 * Rollout files of Codex CLI (`~/.codex/sessions/**`), a line for each event. A run is a turn of a session: from a
 * message of a person to the next; all turns of a session are one task. A session is known by its own id, so that its
 * archived copy is the same; without one by the file's name.
 *
 * `last_token_usage` is the usage of one call; where it is missing, the difference of the cumulative
 * `total_token_usage`. The cumulative usage also tells a count that was written twice. Input includes cached tokens,
 * output includes reasoning.
 */
export const codex: SourceFormat = {
  name: "codex",
  label: "Codex session",
  recognise: (sample) =>
    sample.some((record) => {
      const line = objectOf(record);
      return line !== null && TYPES.has(String(line.type)) && objectOf(line.payload) !== null;
    })
      ? "its lines have a type and a payload, as Codex writes them"
      : null,
  createReader: ({ name }) => {
    const session: Session = {
      id: textOf(name.replace(/^.*[/\\]/, "").replace(/(\.jsonl)?(\.gz)?$/i, ""), 100) ?? "session",
      ...{ model: null, effort: null, provider: null, cwd: null, version: null, turn: 0, total: null },
      named: new Set(),
    };
    return (record) => readLine(record, session);
  },
};

function readLine(record: unknown, session: Session): ReadRecord {
  const line = objectOf(record);
  if (!line) return { errors: [{ pointer: "", code: "invalid_type", message: "must be a JSON object" }] };
  const payload = objectOf(line.payload);
  const kind = textOf(payload?.type, 60) ?? "";
  if (!payload) {
    // The first line of old files is the session itself.
    session.id = idOf(line.id) ?? session.id;
    return { leftOut: "lines without a payload" };
  }
  if (line.type === "session_meta" || line.type === "turn_context") {
    learn(payload, line.type, session);
    return { leftOut: line.type === "session_meta" ? "what the session says of itself" : "what a turn begins with" };
  }
  if (kind === "user_message") session.turn += 1;
  const time = instantOf(line.timestamp, "unknown");
  const isCount = line.type === "event_msg" && kind === "token_count";
  const toolId = idOf(payload.call_id);
  const isTool = toolId !== null && (TOOL_CALLS.has(kind) || TOOL_OUTPUTS.has(kind) || kind === "exec_command_end");
  if (!isCount && !isTool) return { leftOut: `lines that are no call (${kind || textOf(line.type, 60) || "no type"})` };
  if (!time) return { errors: missing({ timestamp: time }) };
  const runId = `codex:${session.id}:${session.turn}`;
  if (isTool) {
    const part: RunPart["part"] = { kind: "tool", at: time, failed: failureOf(kind, payload) };
    return withFacts({ id: `codex:tool:${session.id}:${toolId}`, runId, part }, session, time);
  }
  return readCount(payload, time, runId, session);
}

function readCount(payload: ForeignObject, time: string, runId: string, session: Session): ReadRecord {
  const info = objectOf(payload.info);
  if (!info) return { leftOut: "token counts without usage (info is null)" };
  const total = usageOf(info.total_token_usage);
  const last = usageOf(info.last_token_usage) ?? differenceOf(total, session.total);
  if (!last) return { errors: missing({ last_token_usage: null }, "/payload/info") };
  if (total) session.total = total;
  if (last.input + last.output === 0) return { leftOut: "token counts of nothing" };
  const { tokens } = {
    tokens: splitTokens(
      {
        input: last.input,
        cacheRead: last.cached,
        cacheWrite: null,
        output: last.output,
        reasoning: last.reasoning,
        total: null,
      },
      { input: "includes_cache", output: "includes_reasoning" },
    ),
  };
  // Counts grow with every call: the same ones again are the same call.
  const key = total ? [total.input, total.cached, total.output, total.reasoning].join("-") : time;
  const part = callPart({
    at: time,
    model: modelOf(info.model, payload.model, session.model) ?? UNKNOWN_MODEL,
    provider: session.provider ?? "openai",
    effort: session.effort,
    tokens,
  });
  return withFacts({ id: `codex:${session.id}:${key}`, runId, part }, session, time);
}

function learn(payload: ForeignObject, type: "session_meta" | "turn_context", session: Session): void {
  if (type === "session_meta") session.id = idOf(payload.id) ?? session.id;
  session.model = modelOf(payload.model) ?? session.model;
  session.effort = textOf(payload.effort ?? payload.model_reasoning_effort, LIMITS.shortName) ?? session.effort;
  session.provider = textOf(payload.model_provider, LIMITS.name) ?? session.provider;
  session.cwd = textOf(payload.cwd, 1_000) ?? session.cwd;
  session.version = textOf(payload.cli_version, 40) ?? session.version;
}

/** The part, and with the first of a run what is known of the run as a whole. */
function withFacts(part: RunPart, session: Session, time: string): ReadRecord {
  if (session.named.has(part.runId)) return { parts: [part] };
  session.named.add(part.runId);
  const folder = session.cwd?.split(/[/\\]/).filter(Boolean).at(-1);
  const facts: RunPart["part"] = {
    kind: "facts",
    at: time,
    wins: "first",
    facts: {
      workflow: textOf(folder, LIMITS.name) ?? "codex",
      step: "turn",
      taskId: `codex:${session.id}`,
      harness: session.version === null ? "codex" : `codex@${session.version}`,
      // A session writes down every tool call that it makes: where there is none, there was none.
      toolCalls: 0,
      toolErrors: 0,
    },
  };
  return { parts: [part, { id: `${part.runId}:facts`, runId: part.runId, part: facts }] };
}

function usageOf(value: unknown): Usage | null {
  const usage = objectOf(value);
  const [input, output] = [countOf(usage?.input_tokens), countOf(usage?.output_tokens)];
  if (input === null || output === null) return null;
  const cached = countOf(usage?.cached_input_tokens) ?? 0;
  return { input, cached, output, reasoning: countOf(usage?.reasoning_output_tokens) ?? 0 };
}

/** Cumulative counts that became smaller began anew. */
function differenceOf(total: Usage | null, before: Usage | null): Usage | null {
  if (!total || !before || total.input < before.input || total.output < before.output) return total;
  return {
    input: total.input - before.input,
    cached: Math.max(0, total.cached - before.cached),
    output: total.output - before.output,
    reasoning: Math.max(0, total.reasoning - before.reasoning),
  };
}

/** Whether a tool failed, by its exit code or its own word; null while there is no result, or it does not say. */
function failureOf(kind: string, payload: ForeignObject): boolean | null {
  if (TOOL_CALLS.has(kind)) return null;
  const code = numberOf(payload.exit_code ?? at(payload.output, "metadata", "exit_code"));
  if (code !== null) return code !== 0;
  const success = at(payload.output, "success");
  return typeof success === "boolean" ? !success : null;
}
