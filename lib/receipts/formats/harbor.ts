import type { Receipt } from "../receipt";
import { LIMITS } from "../receipt-schema";
import { readTrajectory } from "./atif";
import { callPart, idOf, missing, modelOf } from "./call-part";
import { at, countOf, flagOf, instantOf, nanoUsdOf, numberOf, objectOf, textOf } from "./foreign-value";
import type { ReadRecord, RunPart, SourceFormat } from "./source-format";
import { splitTokens } from "./token-split";

/** A trajectory beside its trial's result, as Harbor lays them out. */
const IN_A_TRIAL = /(^|\/)agent\/trajectory[^/]*\.json$/;

/**
 * Harbor's `result.json` of a trial, and ATIF trajectories (see `atif.ts`): a run is a trial. Its counts are totals of
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
    return Object.hasOwn(document, "trial_name") && Object.hasOwn(document, "agent_result")
      ? "it has trial_name and agent_result"
      : null;
  },
  createReader:
    ({ name }) =>
    (record) => {
      const document = objectOf(record);
      if (!document) return { errors: [{ pointer: "", code: "invalid_type", message: "must be a JSON object" }] };
      if (isTrajectory(document)) {
        return IN_A_TRIAL.test(name)
          ? { leftOut: "a trajectory inside a trial, whose result has its totals" }
          : readTrajectory(document);
      }
      if (Object.hasOwn(document, "n_total_trials")) return { leftOut: "a summary of a job's trials" };
      return readTrial(document);
    },
};

function isTrajectory(document: Record<string, unknown>): boolean {
  return typeof document.schema_version === "string" && document.schema_version.startsWith("ATIF");
}

function readTrial(trial: Record<string, unknown>): ReadRecord {
  const id = idOf(trial.id) ?? idOf(trial.trial_name);
  const startedAt = instantOf(at(trial, "agent_execution", "started_at") ?? trial.started_at, "utc");
  const finishedAt = instantOf(at(trial, "agent_execution", "finished_at") ?? trial.finished_at, "utc");
  const model = modelOf(at(trial, "agent_info", "model_info", "name"), at(trial, "config", "agent", "model_name"));
  if (!id || !startedAt || !model) return { errors: missing({ id, started_at: startedAt, model }) };
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
