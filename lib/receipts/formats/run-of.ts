import { NANO_PER_USD } from "@/lib/money";
import type { Attempt, Receipt } from "../receipt";
import { LIMITS } from "../receipt-schema";
import { sumKnown, sumTokens } from "../sum-tokens";
import { countedCalls } from "./counted-calls";
import { restOf } from "./rest-of";
import type { CallPart, FactsPart, RunPart, ToolPart } from "./source-format";

type Facts = FactsPart["facts"];

/** Where the source says nothing of where the work belongs. */
const UNNAMED = "unnamed";

/**
 * The receipt of a run, from all that is known of its parts; null while it has no model. Their order makes no
 * difference, since they are put in the order of time.
 *
 * The arm is that of its first call, whatever it went on with (intention to treat). Tokens and money are sums over the
 * calls that count (`counted-calls.ts`) and what the run came to beyond them (`rest-of.ts`), and unknown where one of
 * them does not say. A call that failed and was followed by another is a retry. The outcome
 * is pending unless the source knows it, or the last call failed. What the source says of the run as a whole wins.
 */
export function runOf(id: string, parts: readonly RunPart[]): Receipt | null {
  const inOrder = [...parts].sort((a, b) => compareText(a.part.at, b.part.at) || compareIds(a.id, b.id));
  const all = inOrder.map(({ part }) => part);
  const calls = countedCalls(inOrder);
  const rest = restOf(
    all.filter((part): part is CallPart => part.kind === "call" && part.isTotal === true),
    calls,
  );
  const spent = rest === null ? calls : [...calls, rest];
  const work = all.filter((part): part is CallPart | ToolPart => part.kind === "call" || part.kind === "tool");
  const tools = all.filter((part): part is ToolPart => part.kind === "tool");
  const facts = factsOf(all.filter((part): part is FactsPart => part.kind === "facts"));
  const [first] = spent;
  const last = calls.at(-1);
  const model = facts.model ?? first?.model;
  const startedAt = facts.startedAt ?? work[0]?.at;
  if (model === undefined || startedAt === undefined) return null;
  const toolCalls = tools.length > 0 ? tools.length : (facts.toolCalls ?? null);
  const reported = sumKnown(
    spent.map((call) => call.reportedCostNanoUsd),
    LIMITS.costUsd * NANO_PER_USD,
  );
  return {
    id,
    startedAt,
    durationMs: facts.durationMs ?? durationOf(startedAt, work),
    workflow: facts.workflow ?? UNNAMED,
    step: facts.step ?? UNNAMED,
    model,
    effort: facts.effort ?? (first?.model === model ? first.effort : null),
    serviceTier: facts.serviceTier ?? first?.serviceTier ?? null,
    status: facts.status ?? (last?.failed ? "errored" : "pending"),
    taskId: facts.taskId ?? null,
    lane: facts.lane ?? null,
    harness: facts.harness ?? null,
    provider: facts.provider ?? first?.provider ?? null,
    decisionId: facts.decisionId ?? null,
    tokens: sumTokens(
      spent.map(({ tokens }) => tokens),
      LIMITS.tokens,
    ),
    usageSent: facts.usageSent ?? null,
    reportedCostNanoUsd: facts.reportedCostNanoUsd ?? reported,
    toolCalls,
    toolErrors: toolErrorsOf(tools) ?? facts.toolErrors ?? (toolCalls === 0 ? 0 : null),
    retries: facts.retries ?? (calls.slice(0, -1).filter((call) => call.failed).length || null),
    validationFailures: facts.validationFailures ?? null,
    humanEdits: facts.humanEdits ?? null,
    humanMilliMinutes: facts.humanMilliMinutes ?? null,
    firstPass: facts.firstPass ?? null,
    stoppedEarly: facts.stoppedEarly ?? null,
    stopReason: facts.stopReason ?? last?.stopReason ?? null,
    attempts: spent.length > 0 ? spent.map(attemptOf) : null,
    labels: facts.labels ?? null,
  };
}

/** Field by field, the later one that says something. */
function factsOf(parts: readonly FactsPart[]): Facts {
  const known = parts.map(({ facts }) =>
    Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined)),
  );
  return Object.assign({}, ...known);
}

function attemptOf(call: CallPart): Attempt {
  const { model, effort, tokens, reportedCostNanoUsd, at, provider, serviceTier } = call;
  const outcome = call.failed ? "failed" : call.stopReason;
  const request = call.manyRequests ? null : { at, provider, serviceTier, hourCacheWriteTokens: call.cacheWrite1h };
  return { model, effort, tokens, reportedCostNanoUsd, outcome, request };
}

/** Milliseconds to the last that was seen of it; null where that is its beginning, or later than any run can last. */
function durationOf(startedAt: string, parts: readonly (CallPart | ToolPart)[]): number | null {
  const ends = parts.map((part) => Date.parse((part.kind === "call" && part.endAt) || part.at));
  const duration = Math.max(...ends) - Date.parse(startedAt);
  return duration > 0 && duration <= LIMITS.durationMs ? duration : null;
}

/** A call that was broken off has no result, and is no error; where no result is known, nothing is. */
function toolErrorsOf(tools: readonly ToolPart[]): number | null {
  return tools.some(({ failed }) => failed !== null) ? tools.filter(({ failed }) => failed).length : null;
}

/** Of ids that count on, the shorter ones come first: step 9 before step 10. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
