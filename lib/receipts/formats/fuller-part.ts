import type { TokenLeaves } from "../receipt";
import type { CallPart, FactsPart, LinkPart, RunPart, ToolPart } from "./source-format";

/**
 * What is known of a piece of a run from two versions of it: a message that was still being written and the whole one,
 * a tool call without its result and with it. The order in which they are met, and how often, makes no difference:
 * commutative, associative, idempotent. Under two runs, the lesser run id keeps it.
 */
export function fullerPart(a: RunPart, b: RunPart): RunPart {
  const runId = a.runId < b.runId ? a.runId : b.runId;
  return { id: a.id, runId, part: fuller(a.part, b.part) };
}

function fuller(a: RunPart["part"], b: RunPart["part"]): RunPart["part"] {
  if (a.kind === "call" && b.kind === "call") return fullerCall(a, b);
  if (a.kind === "tool" && b.kind === "tool") return fullerTool(a, b);
  if (a.kind === "link" && b.kind === "link") return fullerLink(a, b);
  if (a.kind === "facts" && b.kind === "facts") return laterFacts(a, b);
  // Two kinds under one id are a mistake of the source: a call is kept rather than facts, then a link, then a tool.
  return a.kind < b.kind ? a : b;
}

/** The one with more output, then with more tokens; from the first time that it was seen to the last. */
function fullerCall(a: CallPart, b: CallPart): CallPart {
  const bare = ({ within: _, ...call }: CallPart) => textOf({ ...call, at: "", endAt: null });
  const order =
    compare(outputOf(a), outputOf(b)) || compare(totalOf(a.tokens), totalOf(b.tokens)) || compare(bare(a), bare(b));
  const { at, endAt } = { at: a.at < b.at ? a.at : b.at, endAt: later(a.endAt, b.endAt) };
  const { within: _, ...fuller } = order >= 0 ? a : b;
  const within = lesser(a.within, b.within);
  return { ...fuller, at, endAt, ...(within !== undefined && { within }) };
}

function fullerLink(a: LinkPart, b: LinkPart): LinkPart {
  return { kind: "link", at: a.at < b.at ? a.at : b.at, within: a.within < b.within ? a.within : b.within };
}

/** A result, once known, stays; a failure outweighs a success. */
function fullerTool(a: ToolPart, b: ToolPart): ToolPart {
  const rank = (failed: boolean | null) => (failed === null ? 0 : failed ? 2 : 1);
  return {
    kind: "tool",
    at: a.at < b.at ? a.at : b.at,
    failed: rank(a.failed) >= rank(b.failed) ? a.failed : b.failed,
  };
}

function laterFacts(a: FactsPart, b: FactsPart): FactsPart {
  const isFirst = a.wins === "first" && b.wins === "first";
  const order = (isFirst ? compare(b.at, a.at) : compare(a.at, b.at)) || compare(textOf(a), textOf(b));
  if (a.wins !== b.wins) return a.wins === "first" ? b : a;
  return order >= 0 ? a : b;
}

function outputOf({ tokens }: CallPart): number {
  return (tokens.output ?? -1) + (tokens.reasoning ?? 0);
}

/** The one that is there; of two the same way whichever comes first. */
function lesser(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function compare<T extends string | number>(a: T, b: T): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Its fields in the order of their names, so that equal parts have equal texts. */
function textOf(part: object): string {
  return JSON.stringify(part, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compare(a, b)))
      : value,
  );
}

function totalOf(tokens: TokenLeaves): number {
  return Object.values(tokens).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
