import { LIMITS } from "../receipt-schema";
import { callPart, idOf, missing, modelOf } from "./call-part";
import { at, countOf, type ForeignObject, instantOf, listOf, nanoUsdOf, objectOf, textOf } from "./foreign-value";
import type { CallPart, ReadRecord, RunPart, SourceFormat } from "./source-format";

/** What Claude Code writes in the place of a model where no model answered: an error of the API, say. */
const NO_MODEL = "<synthetic>";
const TIERS: Record<string, CallPart["serviceTier"]> = {
  standard: "standard",
  default: "standard",
  priority: "priority",
  batch: "batch",
};

/**
 * Session files of Claude Code (`~/.claude/projects/**`), a line for each block of a message. A run is a session, and
 * each sub-agent in it is a run of its own; all of them are one task.
 *
 * One message stands in several lines and, after a session was resumed, in several files: it is one call, by its id and
 * its request's; its output grows while it is written, so that the line with the most counts. `input_tokens` excludes
 * both cache counts, and the totals leave out what an advisor or a compaction used within the request, which are calls of
 * their own. Errors of the API are no calls. What a session's artifact became of nobody has written down: it is pending.
 *
 * The workflow is the folder in which the session's file begins; of several files of one session the last one says.
 */
export const claudeCode: SourceFormat = {
  name: "claude-code",
  label: "Claude Code session",
  recognise: (sample) =>
    sample.some((record) => {
      const line = objectOf(record);
      return line !== null && typeof line.sessionId === "string" && objectOf(line.message) !== null;
    })
      ? "its lines have a sessionId and a message"
      : null,
  createReader: () => {
    const begun = new Map<string, string>();
    return (record) => readLine(record, begun);
  },
};

/** `begun` holds the earliest time that was met of each run. */
function readLine(record: unknown, begun: Map<string, string>): ReadRecord {
  const line = objectOf(record);
  if (!line) return { errors: [{ pointer: "", code: "invalid_type", message: "must be a JSON object" }] };
  const message = objectOf(line.message);
  if (!message) return { leftOut: `lines without a message (${textOf(line.type, 40) ?? "no type"})` };
  if (line.isApiErrorMessage === true || message.model === NO_MODEL) return { leftOut: "errors of the API" };
  const usage = objectOf(message.usage);
  const blocks = listOf(message.content).flatMap((block): ForeignObject[] => {
    const object = objectOf(block);
    return object ? [object] : [];
  });
  const tools = blocks.filter(({ type }) => isToolUse(type) || isToolResult(type));
  if (!usage && tools.length === 0) return { leftOut: "messages of people" };

  const session = idOf(line.sessionId);
  const time = instantOf(line.timestamp, "unknown");
  if (!session || !time) return { errors: missing({ sessionId: session, timestamp: time }) };
  const runId = runIdOf(session, line);
  const parts: RunPart[] = [];
  if (usage) {
    const messageId = idOf(message.id);
    const model = modelOf(message.model);
    if (!messageId || !model) return { errors: missing({ id: messageId, model }, "/message") };
    const id = ["claude-code", messageId, idOf(line.requestId)].filter((part) => part !== null).join(":");
    const call = readCall(time, model, usage, line, message);
    parts.push({ id, runId, part: call });
    parts.push(...readIterations(usage, call).map(({ place, part }) => ({ id: `${id}:${place}`, runId, part })));
  }
  for (const tool of tools) {
    const id = idOf(isToolUse(tool.type) ? tool.id : tool.tool_use_id);
    const failed = isToolUse(tool.type) ? null : hasFailed(tool);
    if (id) parts.push({ id: `claude-code:tool:${id}`, runId, part: { kind: "tool", at: time, failed } });
  }
  if (parts.length > 0 && time < (begun.get(runId) ?? "~")) {
    begun.set(runId, time);
    parts.push({ id: `${runId}:facts`, runId, part: factsOf(line, session, time) });
  }
  return parts.length > 0 ? { parts } : { leftOut: "tool calls without an id" };
}

function runIdOf(session: string, line: ForeignObject): string {
  const run = `claude-code:${session}`;
  return line.isSidechain === true ? `${run}:${textOf(line.agentId, 60) ?? "sub-agents"}` : run;
}

/** `tool_use`, and on the provider's side `server_tool_use` and `mcp_tool_use`. */
function isToolUse(type: unknown): boolean {
  return typeof type === "string" && type.endsWith("tool_use");
}

/** `tool_result`, `web_search_tool_result` and their like. */
function isToolResult(type: unknown): boolean {
  return typeof type === "string" && type.endsWith("tool_result");
}

function hasFailed(result: ForeignObject): boolean {
  return result.is_error === true || (textOf(at(result.content, "type"), 80)?.endsWith("_error") ?? false);
}

/** What one request did beside its message, which its totals leave out: an advisor's answer, a compaction. */
function readIterations(usage: ForeignObject, call: CallPart): { place: number; part: CallPart }[] {
  return listOf(usage.iterations).flatMap((each, place) => {
    const iteration = objectOf(each);
    if (!iteration || (iteration.type !== "advisor_message" && iteration.type !== "compaction")) return [];
    const model = modelOf(iteration.model) ?? call.model;
    const { at, provider, serviceTier } = call;
    return [{ place, part: callPart({ at, model, provider, serviceTier, ...readTokens(iteration) }) }];
  });
}

function readCall(
  time: string,
  model: string,
  usage: ForeignObject,
  line: ForeignObject,
  message: ForeignObject,
): CallPart {
  const tier = textOf(usage.service_tier, 40)?.toLowerCase() ?? "";
  return callPart({
    at: time,
    model,
    provider: "anthropic",
    serviceTier: usage.speed === "fast" ? "fast" : (TIERS[tier] ?? null),
    ...readTokens(usage),
    reportedCostNanoUsd: nanoUsdOf(line.costUSD),
    stopReason: textOf(message.stop_reason, LIMITS.text),
  });
}

function readTokens(usage: ForeignObject): Pick<CallPart, "tokens" | "cacheWrite1h"> {
  const hour = countOf(at(usage, "cache_creation", "ephemeral_1h_input_tokens"));
  const fiveMinutes = countOf(at(usage, "cache_creation", "ephemeral_5m_input_tokens"));
  const byLifetime = hour === null || fiveMinutes === null ? null : hour + fiveMinutes;
  return {
    tokens: {
      uncachedInput: countOf(usage.input_tokens),
      cacheRead: countOf(usage.cache_read_input_tokens),
      cacheWrite: countOf(usage.cache_creation_input_tokens) ?? byLifetime,
      output: countOf(usage.output_tokens),
      reasoning: null,
    },
    cacheWrite1h: hour,
  };
}

function factsOf(line: ForeignObject, session: string, time: string): RunPart["part"] {
  const folder = textOf(line.cwd, 1_000)?.split(/[/\\]/).filter(Boolean).at(-1);
  const version = textOf(line.version, 40);
  return {
    kind: "facts",
    at: time,
    wins: "first",
    facts: {
      workflow: textOf(folder, LIMITS.name) ?? "claude-code",
      step: line.isSidechain === true ? "sub-agent" : "session",
      taskId: `claude-code:${session}`,
      harness: version === null ? "claude-code" : `claude-code@${version}`,
      provider: "anthropic",
      // A session writes down every tool call that it makes: where there is none, there was none.
      toolCalls: 0,
    },
  };
}
