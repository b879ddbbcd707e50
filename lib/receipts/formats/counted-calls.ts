import { noTokens } from "./call-part";
import type { CallPart, RunPart } from "./source-format";

type Call = { id: string; part: CallPart };

/** No instrumentation nests deeper; what is above that is not looked for. */
const MAX_DEPTH = 64;

/**
 * The calls of a run that count, in the order of its parts. A framework and its client may both write down one call, the
 * one around the other; so a call with another one in it, with nothing but agents and chains between, is that one once
 * more, or the sum of several, and the inner ones count. Only where none of these says what it used, and the outer one
 * does, the outer one counts in their place. What a tool calls is its own work and nobody's envelope.
 *
 * A rule of the set: it makes no difference which of them came first, or in which file. What an inner call does not say
 * of how it was asked (effort, tier, provider), the outer one says for it; its cost too, where it is the only one in it.
 */
export function countedCalls(parts: readonly RunPart[]): CallPart[] {
  const calls = parts.flatMap(({ id, part }): Call[] => (part.kind === "call" && !part.isTotal ? [{ id, part }] : []));
  if (calls.every(({ part }) => part.within === undefined)) return calls.map(({ part }) => part);
  const byId = new Map(parts.map((each) => [each.id, each.part]));
  const nested = calls.map((call) => ({ call, around: callsAround(call, byId) }));
  const holds = new Set(nested.flatMap(({ around }) => around.map(({ id }) => id)));
  const repeats = new Set(nested.flatMap(({ call, around }) => (says(call) ? around.map(({ id }) => id) : [])));
  const stands = (call: Call) => says(call) && !repeats.has(call.id);
  const counted = nested.filter(({ call, around }) => (stands(call) || !holds.has(call.id)) && !around.some(stands));
  const inside = new Map<string, number>();
  for (const { id } of counted.flatMap(({ around }) => around)) inside.set(id, (inside.get(id) ?? 0) + 1);
  return counted.map(({ call, around }) => ({
    ...call.part,
    effort: firstKnown(call, around, "effort"),
    serviceTier: firstKnown(call, around, "serviceTier"),
    provider: firstKnown(call, around, "provider"),
    reportedCostNanoUsd: firstKnown(
      call,
      around.filter(({ id }) => inside.get(id) === 1),
      "reportedCostNanoUsd",
    ),
  }));
}

/** Calls around a call, the nearest first; none where they come round to itself, which no trace does. */
function callsAround(call: Call, byId: ReadonlyMap<string, RunPart["part"]>): Call[] {
  const found: Call[] = [];
  let id = call.part.within;
  for (let depth = 0; depth < MAX_DEPTH && id !== undefined; depth++) {
    if (id === call.id) return [];
    const part = byId.get(id);
    if (part?.kind === "call") found.push({ id, part });
    else if (part?.kind !== "link") break;
    id = part.within;
  }
  return found;
}

function says({ part }: Call): boolean {
  return !noTokens(part.tokens) || part.reportedCostNanoUsd !== null;
}

function firstKnown<Field extends keyof CallPart>(call: Call, around: Call[], field: Field): CallPart[Field] {
  return [call, ...around].map(({ part }) => part[field]).find((value) => value !== null) ?? call.part[field];
}
