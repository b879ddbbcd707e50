import type { Receipt } from "../receipt";
import { LIMITS } from "../receipt-schema";
import { readTrajectory } from "./atif";
import { callPart, idOf, missing, modelOf } from "./call-part";
import { at, countOf, flagOf, instantOf, nanoUsdOf, numberOf, objectOf, textOf } from "./foreign-value";
import { instantOrSaid } from "./no-time";
import type { ReadRecord, RunPart, SourceFormat } from "./source-format";
import { splitTokens } from "./token-split";

/** A trajectory beside its trial's result, as Harbor lays them out. */
const IN_A_TRIAL = /(^|\/)agent\/trajectory[^/]*\.json$/;

/**
 * Harbor's `result.json` of a trial, and ATIF trajectories (see `atif.ts`), one or several under names: a run is a trial. Its counts are totals of
 * many requests; input includes cached tokens, unless there are more of these. Accepted is a reward of 1 or more,
 * rejected any less; that it timed out or failed is another fact, which a run may have as well.
 */
export const harbor: SourceFormat = {
  name: "harbor",
  label: "Harbor trial or ATIF trajectory",
  documentMembers: ["schema_version", "agent_result"],
  recognise: (sample) => {
    const document = objectOf(sample[0]);
    if (!document) return null;
    if (isTrajectory(document)) return `its schema_version is ${textOf(document.schema_version, 20)}`;
    if (trajectoriesOf(document)) return "its members are trajectories";
    return Object.hasOwn(document, "trial_name") && Object.hasOwn(document, "agent_result")
      ? "it has trial_name and agent_result"
      : null;
  },
  createReader:
    ({ name, startedAt = null }) =>
    (record) => {
      const document = objectOf(record);
      if (!document) return { errors: [{ pointer: "", code: "invalid_type", message: "must be a JSON object" }] };
      if (isTrajectory(document)) {
        return IN_A_TRIAL.test(name)
          ? { leftOut: "a trajectory inside a trial, whose result has its totals" }
          : readTrajectory(document, startedAt);
      }
      if (Object.hasOwn(document, "n_total_trials")) return { leftOut: "a summary of a job's trials" };
      const bundle = trajectoriesOf(document);
      return bundle ? readBundle(bundle, startedAt) : readTrial(document, startedAt);
    },
};

function isTrajectory(document: Record<string, unknown>): boolean {
  return typeof document.schema_version === "string" && document.schema_version.startsWith("ATIF");
}

/** Trajectories under names of their own, a parent and its sub-agents, say; null if it is something else. */
function trajectoriesOf(
  document: Record<string, unknown>,
): [name: string, trajectory: Record<string, unknown>][] | null {
  const members = Object.entries(document).map(([name, value]) => [name, objectOf(value) ?? {}] as const);
  if (members.length === 0 || !members.every(([, value]) => isTrajectory(value))) return null;
  return members.map(([name, value]) => [name, value]);
}

function readBundle(bundle: [string, Record<string, unknown>][], startedAt: string | null): ReadRecord {
  const read = bundle.map(([name, trajectory]) => ({ name, made: readTrajectory(trajectory, startedAt) }));
  const errors = read.flatMap(({ name, made }) =>
    "errors" in made ? made.errors.map((error) => ({ ...error, pointer: `/${name}${error.pointer}` })) : [],
  );
  if (errors.length > 0) return { errors: errors.slice(0, 20) };
  const parts = read.flatMap(({ made }) => ("parts" in made ? made.parts : []));
  return parts.length > 0 ? { parts } : { leftOut: "trajectories without calls of a model" };
}

function readTrial(trial: Record<string, unknown>, said: string | null): ReadRecord {
  const id = idOf(trial.id) ?? idOf(trial.trial_name);
  const time = instantOrSaid(at(trial, "agent_execution", "started_at") ?? trial.started_at, said, "/started_at");
  const finishedAt = instantOf(at(trial, "agent_execution", "finished_at") ?? trial.finished_at, "utc");
  const model = modelOf(at(trial, "agent_info", "model_info", "name"), at(trial, "config", "agent", "model_name"));
  if (!id || !model || "error" in time) {
    return { errors: [...missing({ id, model }), ...("error" in time ? [time.error] : [])] };
  }
  const startedAt = time.at;
  const runId = `harbor:${id}`;
  const exception = textOf(at(trial, "exception_info", "exception_type"), LIMITS.text);
  const input = countOf(at(trial, "agent_result", "n_input_tokens"));
  const output = countOf(at(trial, "agent_result", "n_output_tokens"));
  const cost = nanoUsdOf(at(trial, "agent_result", "cost_usd"));
  // No run works on no tokens: 0 in and 0 out is how agents that count none say so.
  const counted = (input ?? 0) + (output ?? 0) > 0;
  const tokens = splitTokens(
    {
      input,
      cacheRead: countOf(at(trial, "agent_result", "n_cache_tokens")),
      cacheWrite: null,
      output,
      reasoning: null,
    },
    { input: "includes_cache", output: "includes_reasoning" },
  );
  const call: RunPart = {
    id: runId,
    runId,
    part: callPart({
      at: startedAt,
      endAt: finishedAt,
      model,
      provider: textOf(at(trial, "agent_info", "model_info", "provider"), LIMITS.name),
      effort: textOf(at(trial, "config", "agent", "kwargs", "reasoning_effort"), LIMITS.shortName),
      ...(counted ? { tokens } : {}),
      reportedCostNanoUsd: cost === 0 && !counted ? null : cost,
      stopReason: exception,
      manyRequests: true,
    }),
  };
  const facts = factsOf(trial, startedAt, finishedAt, exception);
  return {
    parts: [call, { id: `${runId}:facts`, runId, part: { kind: "facts", at: finishedAt ?? startedAt, facts } }],
  };
}

function factsOf(
  trial: Record<string, unknown>,
  startedAt: string,
  finishedAt: string | null,
  exception: string | null,
) {
  const facts: Partial<Omit<Receipt, "id" | "tokens" | "attempts">> = { startedAt };
  if (finishedAt && finishedAt >= startedAt) facts.durationMs = Date.parse(finishedAt) - Date.parse(startedAt);
  const rewards = at(trial, "verifier_result", "rewards");
  const reward =
    numberOf(at(rewards, "reward")) ?? (flagOf(at(rewards, "reward")) === null ? null : Number(at(rewards, "reward")));
  if (reward !== null) facts.status = reward >= 1 ? "accepted" : "rejected";
  else if (exception) facts.status = "errored";
  const task = textOf(trial.task_name, LIMITS.text);
  if (task) facts.taskId = task;
  const workflow = textOf(trial.source, LIMITS.name);
  if (workflow) facts.workflow = workflow;
  const [agent, version] = [
    textOf(at(trial, "agent_info", "name"), 80),
    textOf(at(trial, "agent_info", "version"), 30),
  ];
  if (agent) facts.harness = version ? `${agent}@${version}` : agent;
  if (exception) {
    facts.stopReason = exception;
    if (/timeout/i.test(exception)) facts.stoppedEarly = true;
  }
  return facts;
}
