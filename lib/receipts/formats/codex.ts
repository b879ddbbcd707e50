import { LIMITS } from "../receipt-schema";
import { callPart, idOf, missing, modelOf } from "./call-part";
import { at, countOf, type ForeignObject, instantOf, numberOf, objectOf, textOf } from "./foreign-value";
import { createForkGate, type ForkGate } from "./fork-gate";
import type { CallPart, ReadRecord, RunPart, SourceFormat } from "./source-format";
import { splitTokens } from "./token-split";

/** What the file has said so far that its later lines are about. */
type Session = {
  id: string;
  model: string | null;
  effort: string | null;
  serviceTier: CallPart["serviceTier"];
  provider: string | null;
  cwd: string | null;
  version: string | null;
  /** Id of the turn, where the file names it. */
  turnId: string | null;
  /** Counts from 1 with each message of a person; 0 is what comes before the first. */
  turn: number;
  /** The cumulative usage of the last call, as counts. */
  total: Usage | null;
  /** Runs of which the facts were given. */
  named: Set<string>;
  /** Whether a line has said who the session is. */
  isKnown: boolean;
  fork: ForkGate | null;
};
type Usage = { input: number; cached: number; output: number; reasoning: number };

const TYPES = new Set(["session_meta", "turn_context", "event_msg", "response_item", "compacted"]);
const TOOL_CALLS = new Set(["function_call", "custom_tool_call", "local_shell_call"]);
const TOOL_ENDS = new Set([
  ...["function_call_output", "custom_tool_call_output"],
  ...["exec_command_end", "mcp_tool_call_end", "patch_apply_end"],
]);
const TIERS: Record<string, CallPart["serviceTier"]> = {
  ...{ default: "standard", standard: "standard", fast: "fast", priority: "priority", flex: "flex" },
};
/** Old files name no model. The receipt says so, and has no price: a guess would be one. */
const UNKNOWN_MODEL = "unknown";

/**
 * Rollout files of Codex CLI (`~/.codex/sessions/**`), a line for each event. A run is a turn of a session, by the
 * turn's id, or in files that name none from a message of a person to the next, counted from the beginning of the file;
 * all turns of a session are one task. A session is known by its own id, so that its archived copy is the same; without
 * one by the file's name. A sub-agent or a review has a session of its own.
 *
 * `last_token_usage` is the usage of one call; where it is missing, the difference of the cumulative
 * `total_token_usage`. The cumulative usage also tells a count that was written twice, within a turn or at the beginning
 * of the next, where new rate limits repeat it. Input includes cached tokens, output includes reasoning.
 *
 * A forked session begins with a copy of its parent's lines, which are the parent's calls: they are left out
 * (`fork-gate.ts`). Searches of the web have no id, and are not counted as tool calls.
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
      ...{ model: null, effort: null, serviceTier: null, provider: null, cwd: null, version: null },
      ...{ turnId: null, turn: 0, total: null, named: new Set(), isKnown: false, fork: null },
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
    if (!session.isKnown) session.id = idOf(line.id) ?? session.id;
    return { leftOut: "lines without a payload" };
  }
  const time = instantOf(line.timestamp, "unknown");
  if (line.type === "session_meta") {
    meet(payload, time, session);
    return { leftOut: "what the session says of itself" };
  }
  const isTurn = line.type === "turn_context" || kind === "task_started";
  const isCopy = session.fork?.isCopy(isTurn ? payload : null, time) ?? false;
  if (isTurn && !isCopy) session.turnId = idOf(payload.turn_id) ?? (kind === "task_started" ? session.turnId : null);
  if (line.type === "turn_context") learn(payload, session);
  if (kind === "thread_settings_applied") learn(objectOf(payload.thread_settings) ?? {}, session);
  if (line.type === "turn_context") return { leftOut: "what a turn begins with" };
  if (kind === "user_message" && !isCopy) session.turn += 1;
  const isCount = line.type === "event_msg" && kind === "token_count";
  const toolId = idOf(payload.call_id);
  const isTool = toolId !== null && (TOOL_CALLS.has(kind) || TOOL_ENDS.has(kind));
  if (!isCount && !isTool) return { leftOut: `lines that are no call (${kind || textOf(line.type, 60) || "no type"})` };
  if (isCopy) {
    if (isCount) session.total = usageOf(at(payload.info, "total_token_usage")) ?? session.total;
    return { leftOut: "copies of the session that it was forked from" };
  }
  if (!time) return { errors: missing({ timestamp: time }) };
  const runId = `codex:${session.id}:${session.turnId?.slice(0, 60) ?? session.turn}`;
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
  const isRepeated = total !== null && session.total !== null && keyOf(total) === keyOf(session.total);
  if (isRepeated) return { leftOut: "token counts that were written twice" };
  if (total) session.total = total;
  if (last.input + last.output === 0) return { leftOut: "token counts of nothing" };
  const { input, cached: cacheRead, output, reasoning } = last;
  const tokens = splitTokens(
    { input, cacheRead, cacheWrite: null, output, reasoning },
    { input: "includes_cache", output: "includes_reasoning" },
  );
  // Counts grow with every call: the same ones again are the same call.
  const key = total ? keyOf(total) : time;
  const part = callPart({
    at: time,
    model: modelOf(info.model, payload.model, session.model) ?? UNKNOWN_MODEL,
    provider: session.provider ?? "openai",
    effort: session.effort,
    serviceTier: session.serviceTier,
    tokens,
  });
  return withFacts({ id: `codex:${session.id}:${key}`, runId, part }, session, time);
}

/** The first who says who it is, is the session; another is the parent whose lines are copied behind it. */
function meet(payload: ForeignObject, time: string | null, session: Session): void {
  const id = idOf(payload.id);
  if (!session.isKnown) {
    session.id = id ?? session.id;
    session.isKnown = true;
    session.fork = textOf(payload.forked_from_id, 120) ? createForkGate(id, payload.timestamp, time) : null;
  } else if (id !== null && id !== session.id) {
    session.fork ??= createForkGate(session.id, null, time);
    return;
  }
  learn(payload, session);
}

function learn(said: ForeignObject, session: Session): void {
  session.model = modelOf(said.model) ?? session.model;
  const efforts = [said.effort, said.reasoning_effort, said.model_reasoning_effort];
  // null is said: a model without an effort.
  const effort = efforts.map((each) => textOf(each, LIMITS.shortName)).find((each) => each !== null);
  session.effort = effort ?? (efforts.includes(null) ? null : session.effort);
  const tier = textOf(said.service_tier, 40)?.toLowerCase();
  session.serviceTier = tier === undefined ? session.serviceTier : (TIERS[tier] ?? null);
  session.provider = textOf(said.model_provider ?? said.model_provider_id, LIMITS.name) ?? session.provider;
  session.cwd = textOf(said.cwd, 1_000) ?? session.cwd;
  session.version = textOf(said.cli_version, 40) ?? session.version;
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

function keyOf({ input, cached, output, reasoning }: Usage): string {
  return [input, cached, output, reasoning].join("-");
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

/** What a shell tool says first of its result, before what the command wrote. */
const EXIT_CODE = /^(?:Process exited with code|Exit code:) (-?\d+)$/m;

/** Whether a tool failed, by its exit code or its own word; null while there is no result, or it does not say. */
function failureOf(kind: string, payload: ForeignObject): boolean | null {
  if (TOOL_CALLS.has(kind)) return null;
  const { output, result } = payload;
  const [head = ""] = typeof output === "string" ? output.slice(0, 400).split("\nOutput:") : [];
  const code = numberOf(payload.exit_code ?? at(output, "metadata", "exit_code") ?? EXIT_CODE.exec(head)?.[1]);
  if (code !== null) return code !== 0;
  const success = payload.success ?? at(output, "success");
  if (typeof success === "boolean") return !success;
  const failed = at(result, "Err") !== undefined || at(result, "Ok", "is_error") === true;
  return failed ? true : at(result, "Ok") === undefined ? null : false;
}
