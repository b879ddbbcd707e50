import type { Receipt } from "../receipt";
import { LIMITS } from "../receipt-schema";
import { callPart, idOf, missing, modelOf, noTokens } from "./call-part";
import { at, instantOf, listOf, nanoUsdOf, numberOf, objectOf, textOf } from "./foreign-value";
import { scoreFacts } from "./langfuse-scores";
import { langfuseTokens } from "./langfuse-usage";
import { piecesOf } from "./pieces-of";
import { readServiceTier } from "./provider-usage";
import type { ReadRecord, RunPart, SourceFormat } from "./source-format";

/**
 * Langfuse exports: a trace with its observations (`{trace, observations}` or the observations inside the trace), or
 * observations a line or row. A run is a trace. GENERATION observations are calls, TOOL ones tool calls, all others
 * are left out, as they repeat the sums of what they hold. So does a generation around another one (a framework's
 * and its client's instrumentation of one call): the inner one counts (`counted-calls.ts`), whether they come as a whole
 * trace or one by one. A generation with neither usage nor cost that did not fail is an event by that name.
 *
 * Cost is the observation's own, which Langfuse or the client's instrumentation estimated from tokens: it is kept as
 * reported, beside what the price book says; 0 is how an unpriced model looks. Latency is in seconds for traces and
 * in milliseconds or seconds for observations, so that their times are used instead.
 */
export const langfuse: SourceFormat = {
  name: "langfuse",
  label: "Langfuse export",
  documentMembers: ["observations", "trace"],
  recognise: (sample) => {
    const record = objectOf(sample[0]);
    if (!record) return null;
    if (listOf(record.observations).some(isObservation)) return "it holds a trace with observations";
    return isObservation(record) ? "records are observations with a type and a traceId" : null;
  },
  createReader: () => (record) => {
    const object = objectOf(record);
    if (!object) return { errors: [{ pointer: "", code: "invalid_type", message: "must be a JSON object" }] };
    const traceId = at(object, "trace", "id") ?? object.id;
    return Object.hasOwn(object, "observations")
      ? readTrace(object, traceId)
      : readObservation(object, object.traceId ?? object.trace_id, "");
  },
};

function isObservation(value: unknown): boolean {
  return at(value, "type") !== undefined && (at(value, "traceId") ?? at(value, "trace_id")) !== undefined;
}

function readTrace(document: Record<string, unknown>, traceId: unknown): ReadRecord {
  const trace = objectOf(document.trace) ?? document;
  const observations = listOf(document.observations);
  const read = observations.flatMap((observation, index): ReadRecord[] => {
    const object = objectOf(observation);
    return object ? [readObservation(object, traceId, `/observations/${index}`)] : [];
  });
  const parts = read.flatMap(piecesOf);
  const errors = read.flatMap((each) => ("errors" in each ? each.errors : []));
  if (errors.length > 0) return { errors: errors.slice(0, 20) };
  const id = idOf(traceId);
  const startedAt = instantOf(trace.timestamp, "utc");
  if (!read.some((each) => "parts" in each)) return { leftOut: "a trace without calls of a model" };
  if (id && startedAt) {
    parts.push({
      id: `langfuse:${id}:trace`,
      runId: `langfuse:${id}`,
      part: { kind: "facts", at: startedAt, facts: traceFacts(trace, startedAt) },
    });
  }
  return { parts };
}

function readObservation(observation: Record<string, unknown>, traceId: unknown, pointer: string): ReadRecord {
  const type = textOf(observation.type, 20)?.toUpperCase();
  const [id, trace] = [idOf(observation.id), idOf(traceId)];
  const startedAt = instantOf(observation.startTime ?? observation.start_time, "utc");
  const parent = idOf(observation.parentObservationId ?? observation.parent_observation_id);
  const within = parent === null ? null : `langfuse:${parent}`;
  const link = id && trace && startedAt && within ? linkPart(id, trace, startedAt, within) : null;
  const leftOut = (why: string): ReadRecord => ({ leftOut: why, ...(link && { links: [link] }) });
  if (type !== "GENERATION" && type !== "TOOL") {
    return leftOut(`an observation of type ${type ?? "unknown"}, which is no call`);
  }
  if (!id || !trace || !startedAt) return { errors: missing({ id, traceId: trace, startTime: startedAt }, pointer) };
  const failed = observation.level === "ERROR";
  const runId = `langfuse:${trace}`;
  if (type === "TOOL")
    return { parts: [{ id: `langfuse:${id}`, runId, part: { kind: "tool", at: startedAt, failed } }] };
  const tokens = langfuseTokens(observation);
  const cost = costOf(observation);
  if (noTokens(tokens) && cost === null && !failed) return leftOut("a generation with neither usage nor cost");
  const model = modelOf(observation.model, observation.providedModelName, at(observation.modelParameters, "model"));
  if (!model) return { errors: missing({ model }, pointer) };
  const parameters = observation.modelParameters;
  const part = callPart({
    at: startedAt,
    endAt: instantOf(observation.endTime ?? observation.end_time, "utc"),
    model,
    effort: textOf(at(parameters, "reasoning_effort") ?? at(parameters, "reasoning", "effort"), LIMITS.shortName),
    serviceTier: readServiceTier(at(parameters, "service_tier")),
    ...(noTokens(tokens) && !failed ? {} : { tokens }),
    reportedCostNanoUsd: cost,
    failed,
    ...(within !== null && { within }),
  });
  return { parts: [{ id: `langfuse:${id}`, runId, part }] };
}

function linkPart(id: string, trace: string, at: string, within: string): RunPart {
  return { id: `langfuse:${id}`, runId: `langfuse:${trace}`, part: { kind: "link", at, within } };
}

function costOf(observation: Record<string, unknown>): number | null {
  const cost = nanoUsdOf(
    at(observation.costDetails, "total") ?? observation.totalCost ?? observation.calculatedTotalCost,
  );
  return cost === 0 ? null : cost;
}

function traceFacts(
  trace: Record<string, unknown>,
  startedAt: string,
): Partial<Omit<Receipt, "id" | "tokens" | "attempts">> {
  const seconds = numberOf(trace.latency);
  const step = textOf(trace.name, LIMITS.name);
  return {
    startedAt,
    ...(seconds !== null && seconds >= 0 && seconds * 1_000 <= LIMITS.durationMs
      ? { durationMs: Math.round(seconds * 1_000) }
      : {}),
    ...(step ? { step } : {}),
    ...scoreFacts(trace),
  };
}
