import type { FieldError } from "../parse-receipt";
import type { Receipt, ServiceTier, TokenLeaves } from "../receipt";

/**
 * One call of a model, as far as its source tells; null = unknown. Priced by itself: steps of a price by context
 * length, tiers and kinds of cache writes belong to one request.
 */
export type CallPart = {
  kind: "call";
  /** When it began, or else when it was recorded: UTC ISO 8601 with milliseconds. */
  at: string;
  endAt: string | null;
  model: string;
  provider: string | null;
  effort: string | null;
  /** As served, where the source tells; else as asked for. */
  serviceTier: ServiceTier | null;
  tokens: TokenLeaves;
  /** Of `tokens.cacheWrite`, those that are kept for an hour, which cost more. */
  cacheWrite1h: number | null;
  /** Integer nano-US$, as the source gives it. */
  reportedCostNanoUsd: number | null;
  stopReason: string | null;
  /** It failed, so that its run went on without it or ended. */
  failed: boolean;
  /** Id of the part that stands around it in its trace, as far as its source tells. */
  within?: string;
  /** Its counts are totals of several requests, none of which is known by itself. */
  manyRequests?: true;
  /** What the source says that the whole run came to. Of several the greatest counts: a later one holds what was before. */
  isTotal?: true;
};

/** What is no call but stands between a call and another one around it: an agent, a chain. It counts nothing. */
export type LinkPart = { kind: "link"; at: string; within: string };

/** One call of a tool. */
export type ToolPart = { kind: "tool"; at: string; failed: boolean | null };

/**
 * What the source says of the run as a whole. Of several such parts the later one (`at`, then id) wins, field by field.
 * Of two versions of one part the later one wins too; where `wins` is `first`, the earlier: what holds from the
 * beginning of a run is then the same whichever piece of its file is met first.
 */
export type FactsPart = {
  kind: "facts";
  at: string;
  wins?: "first";
  facts: Partial<Omit<Receipt, "id" | "tokens" | "attempts">>;
};

/**
 * A piece of a run. A run is the set of its parts, and sets add up to the same in whatever order, in however many
 * files and however often their members come: so files may overlap, repeat, arrive shuffled or break off.
 */
export type RunPart = {
  /** The same wherever this piece is met again: `claude-code:msg_01:req_01`. 1 to 300 characters, unique in the project. */
  id: string;
  /** Id of the run's receipt, 1 to 200 characters. Where files give one part to two runs, the lesser id keeps it. */
  runId: string;
  part: CallPart | LinkPart | ToolPart | FactsPart;
};

/**
 * What was made of a record of the file: parts, a reason why it carries nothing that counts (but may be a link between
 * what does), or what is wrong with it.
 */
export type ReadRecord = { parts: RunPart[] } | { leftOut: string; links?: RunPart[] } | { errors: FieldError[] };

/** What a reader is told of its file. */
export type SourceFile = {
  name: string;
  /** What the sender says of records that have no time: UTC ISO 8601. Without it they are refused, with the code `no_time`. */
  startedAt?: string | null;
};

/**
 * A foreign format. Records are handed in the order of the file: lines of NDJSON, rows of CSV (objects of texts),
 * elements of a JSON array, or else the whole JSON document.
 */
export type SourceFormat = {
  name: string;
  /** For people: `Claude Code session`. */
  label: string;
  /** What these first records are recognised by, in words; null if they are something else. */
  recognise: (sample: readonly unknown[]) => string | null;
  /** A reader for one file: pure but for what it remembers of the file so far. */
  createReader: (file: SourceFile) => (record: unknown) => ReadRecord;
  /** Members by which a JSON object is a whole document of this format, rather than one around a list of records. */
  documentMembers?: readonly string[];
};
