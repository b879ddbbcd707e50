import type { FieldError } from "../parse-receipt";
import { LIMITS } from "../receipt-schema";
import { callPart, idOf, missing, modelOf } from "./call-part";
import { at, countOf, flagOf, listOf, nanoUsdOf, numberOf, objectOf, textOf } from "./foreign-value";
import { instantOrSaid } from "./no-time";
import type { ReadRecord, RunPart } from "./source-format";
import { splitTokens } from "./token-split";

/** `…-cont-1`: Harbor writes a session on into a second file after it summed up its context. */
const CONTINUATION = /-cont-\d+$/;
const MAX_DEPTH = 8;
/** What the model of a trajectory is called that names none; nothing prices it. */
const NO_MODEL = "unknown";
const CONVENTION = { input: "includes_cache", output: "includes_reasoning" } as const;

/**
 * An Agent Trajectory Interchange Format document (v1.0 to v1.7): a run is the trajectory with its continuations,
 * its embedded sub-agents, and those in files of their own that name their parent (`agent.extra.parent_session_id`);
 * one that does not is a run of its own. Each step of an agent with metrics is a call, or several (`llm_call_count`).
 * Steps that are copied context count where they were first. `final_metrics` are the total of the run: those of a
 * continuation hold all that came before it, and more than the steps where a request ended without one. Those of a
 * sub-agent count only where its steps have no metrics. Steps without a time all have the one that was said.
 */
export function readTrajectory(document: Record<string, unknown>, startedAt: string | null): ReadRecord {
  const session = idOf(document.session_id) ?? idOf(document.trajectory_id);
  if (!session) return { errors: missing({ session_id: null }) };
  const parent = idOf(at(document, "agent", "extra", "parent_session_id"));
  const runId = `atif:${(parent ?? session).replace(CONTINUATION, "")}`;
  const parts: RunPart[] = [];
  const errors: FieldError[] = [];
  const isWhole = parent === null;
  readSteps(document, { session, runId, startedAt, pointer: "", depth: 0, isWhole }, parts, errors);
  if (errors.length > 0) return { errors: errors.slice(0, 20) };
  const first = parts[0];
  if (!first) return { leftOut: "a trajectory without calls of a model" };
  if (isWhole) {
    const agent = textOf(at(document, "agent", "name"), 80);
    const version = textOf(at(document, "agent", "version"), 30);
    const harness = agent && version ? `${agent}@${version}` : agent;
    if (harness)
      parts.push({
        id: `atif:${session}:facts`,
        runId,
        part: { kind: "facts", at: first.part.at, facts: { harness } },
      });
  }
  return { parts };
}

type Place = {
  session: string;
  runId: string;
  startedAt: string | null;
  pointer: string;
  depth: number;
  /** No sub-agent: its totals are those of the run. */
  isWhole: boolean;
};

function readSteps(document: Record<string, unknown>, place: Place, parts: RunPart[], errors: FieldError[]) {
  const own = (step: unknown) => at(step, "source") === "agent" && flagOf(at(step, "is_copied_context")) !== true;
  const steps = listOf(document.steps);
  const measured = steps.some((step) => own(step) && objectOf(at(step, "metrics")));
  steps.forEach((step, index) => {
    if (!own(step)) return;
    const pointer = `${place.pointer}/steps/${index}`;
    const key = `atif:${place.session}:${idOf(at(step, "step_id")) ?? index}`;
    const tools = listOf(at(step, "tool_calls"));
    const isCall = objectOf(at(step, "metrics")) !== null;
    if (!isCall && tools.length === 0) return;
    const time = instantOrSaid(at(step, "timestamp"), place.startedAt, `${pointer}/timestamp`);
    if ("error" in time) {
      errors.push(time.error);
      return;
    }
    if (isCall) {
      const model = modelOf(at(step, "model_name"), at(document, "agent", "model_name")) ?? NO_MODEL;
      parts.push({ id: key, runId: place.runId, part: callOf(step, time.at, model) });
    }
    tools.forEach((_, tool) => {
      parts.push({ id: `${key}:tool:${tool}`, runId: place.runId, part: { kind: "tool", at: time.at, failed: null } });
    });
  });
  if (objectOf(document.final_metrics) && (place.isWhole || !measured))
    readTotals(document, steps, place, parts, errors);
  if (place.depth >= MAX_DEPTH) return;
  listOf(document.subagent_trajectories).forEach((child, index) => {
    const object = objectOf(child);
    const id = idOf(object?.trajectory_id) ?? idOf(object?.session_id) ?? String(index);
    const pointer = `${place.pointer}/subagent_trajectories/${index}`;
    if (object)
      readSteps(
        object,
        { ...place, session: `${place.session.slice(0, 120)}:${id}`, pointer, depth: place.depth + 1, isWhole: false },
        parts,
        errors,
      );
  });
}

function callOf(step: unknown, instant: string, model: string) {
  const metrics = at(step, "metrics");
  const tokens = splitTokens(
    {
      input: countOf(at(metrics, "prompt_tokens")),
      cacheRead: countOf(at(metrics, "cached_tokens")),
      cacheWrite: null,
      output: countOf(at(metrics, "completion_tokens")),
      reasoning: countOf(at(metrics, "extra", "reasoning_tokens")),
    },
    CONVENTION,
  );
  return callPart({
    at: instant,
    model,
    effort: textOf(at(step, "reasoning_effort"), LIMITS.shortName),
    tokens,
    reportedCostNanoUsd: nanoUsdOf(at(metrics, "cost_usd")),
    stopReason: textOf(at(metrics, "extra", "finish_reason"), LIMITS.text),
    ...((countOf(at(step, "llm_call_count")) ?? 1) > 1 && { manyRequests: true }),
  });
}

function readTotals(
  document: Record<string, unknown>,
  steps: unknown[],
  place: Place,
  parts: RunPart[],
  errors: FieldError[],
) {
  const totals = document.final_metrics;
  const input = countOf(at(totals, "total_prompt_tokens"));
  const output = countOf(at(totals, "total_completion_tokens"));
  if ((numberOf(input) ?? 0) + (numberOf(output) ?? 0) === 0) return;
  const first = steps.map((step) => at(step, "timestamp")).find((time) => time !== undefined);
  const time = instantOrSaid(first, place.startedAt, `${place.pointer}/steps/0/timestamp`);
  if ("error" in time) {
    // That of the first step has been told by the step itself, if it counts.
    if (errors.length === 0) errors.push(time.error);
    return;
  }
  const model = modelOf(at(document, "agent", "model_name")) ?? NO_MODEL;
  const cacheRead = countOf(at(totals, "total_cached_tokens"));
  const tokens = splitTokens({ input, cacheRead, cacheWrite: null, output, reasoning: null }, CONVENTION);
  const reportedCostNanoUsd = nanoUsdOf(at(totals, "total_cost_usd"));
  parts.push({
    id: `atif:${place.session}:total`,
    runId: place.runId,
    part: {
      ...callPart({ at: time.at, model, tokens, reportedCostNanoUsd, manyRequests: true }),
      ...(place.isWhole && { isTotal: true }),
    },
  });
}
