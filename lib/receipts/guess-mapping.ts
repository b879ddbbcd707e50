import { parseInstant } from "@/lib/time";
import { type Mapping, REQUIRED_TARGETS, type Source, TARGETS } from "./mapping";

export type MappingGuess = {
  mapping: Mapping;
  /** Required fields that nothing in the sample looks like. */
  missing: string[];
};

/** Names under which our fields go elsewhere, the likeliest first. Compared without case, dots, dashes, underscores. */
const SYNONYMS: Record<string, string[]> = {
  id: ["id", "run_id", "trial_id", "request_id", "uuid", "trace_id"],
  started_at: ["started_at", "ts", "timestamp", "start_time", "created_at", "started", "time", "date", "startTime"],
  duration_ms: ["duration_ms", "latency_ms", "elapsed_ms"],
  workflow: ["workflow", "workflow_name", "pipeline", "project", "suite", "benchmark", "source", "app"],
  step: ["step", "step_name", "stage", "node", "task_type", "task_name", "operation"],
  model: ["model", "model_name", "model_id", "request_model", "response_model"],
  effort: ["effort", "reasoning_effort", "thinking_effort"],
  service_tier: ["service_tier", "tier", "speed"],
  task_id: ["task_id", "task", "case_id", "item_id", "ticket", "issue"],
  lane: ["lane"],
  harness: ["harness", "agent", "agent_name", "client"],
  provider: ["provider", "vendor", "system"],
  decision_id: ["decision_id"],
  "usage.input_tokens": ["input_tokens", "prompt_tokens", "n_input_tokens", "tokens_in"],
  "usage.cache_read_tokens": [
    "cache_read_tokens",
    "cached_input_tokens",
    "cached_tokens",
    "cache_read_input_tokens",
    "n_cache_tokens",
  ],
  "usage.cache_write_tokens": ["cache_write_tokens", "cache_creation_input_tokens", "cache_creation_tokens"],
  "usage.output_tokens": ["output_tokens", "completion_tokens", "n_output_tokens", "response_tokens", "tokens_out"],
  "usage.reasoning_tokens": ["reasoning_tokens", "thinking_tokens"],
  cost_usd: ["cost_usd", "total_cost_usd", "usd", "cost_in_usd"],
  tool_calls: ["tool_calls", "n_tool_calls", "num_tool_calls", "tool_call_count"],
  tool_errors: ["tool_errors", "failed_tool_calls"],
  retries: ["retries", "n_retries", "retry_count"],
  validation_failures: ["validation_failures", "validation_errors"],
  human_edits: ["human_edits", "edits", "edit_count"],
  human_minutes: ["human_minutes", "review_minutes"],
  first_pass: ["first_pass"],
  stopped_early: ["stopped_early", "timed_out", "timeout", "truncated"],
  stop_reason: ["stop_reason", "finish_reason"],
};
const STATUS_NAMES = ["status", "artifact_status", "outcome"];
/** Verdicts of graders and tests; a null verdict means that the run broke. */
const VERDICT_NAMES = ["accepted", "success", "succeeded", "passed", "resolved", "correct", "reward", "pass"];
const STATUS_WORDS: Record<string, string> = {
  accepted: "accepted",
  approved: "accepted",
  success: "accepted",
  succeeded: "accepted",
  passed: "accepted",
  pass: "accepted",
  rejected: "rejected",
  failed: "rejected",
  failure: "rejected",
  fail: "rejected",
  abandoned: "abandoned",
  cancelled: "abandoned",
  canceled: "abandoned",
  errored: "errored",
  error: "errored",
  crashed: "errored",
  pending: "pending",
  running: "pending",
};

/**
 * A mapping from the names and values of the first records. A field is taken only where most of the values that are
 * there could be it; money is taken only where the name says US$.
 *
 * @param sample Records, objects; nesting is looked into one level deep.
 */
export function guessMapping(sample: Record<string, unknown>[]): MappingGuess {
  const columns = columnsOf(sample);
  const mapping: Mapping = {};
  const taken = new Set<string>();
  const take = (target: string, path: string, source: Source = path) => {
    mapping[target] = source;
    taken.add(path);
  };
  for (const [target, names] of Object.entries(SYNONYMS)) {
    // A field that is spelt as ours is taken at its word, whatever its values.
    const path = columns.has(target) ? target : find(columns, names, taken, (values) => fits(target, values));
    if (path) take(target, path);
  }
  const status = guessStatus(columns, taken);
  if (status) mapping.status = status;
  for (const path of columns.keys()) {
    if (path.startsWith("labels.") && !taken.has(path)) mapping[path] = path;
  }
  return { mapping, missing: REQUIRED_TARGETS.filter((target) => mapping[target] === undefined) };
}

type Columns = Map<string, unknown[]>;

/** Every path of the sample with the values there that are not null. Top-level names come first. */
function columnsOf(sample: Record<string, unknown>[]): Columns {
  const top: Columns = new Map();
  const nested: Columns = new Map();
  const add = (to: Columns, path: string, value: unknown) => {
    const values = to.get(path) ?? [];
    if (value !== null && value !== undefined && value !== "") values.push(value);
    to.set(path, values);
  };
  for (const record of sample) {
    for (const [name, value] of Object.entries(record)) {
      if (typeof value === "object" && value !== null && !Array.isArray(value)) {
        for (const [inner, innerValue] of Object.entries(value)) add(nested, `${name}.${inner}`, innerValue);
      } else add(top, name, value);
    }
  }
  return new Map([...top, ...nested]);
}

function find(
  columns: Columns,
  names: string[],
  taken: Set<string>,
  accepts: (values: unknown[]) => boolean,
): string | null {
  for (const name of names) {
    for (const [path, values] of columns) {
      if (taken.has(path) || !accepts(values)) continue;
      const last = path.slice(path.lastIndexOf(".") + 1);
      if (plain(path) === plain(name) || plain(last) === plain(name)) return path;
    }
  }
  return null;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Most values must fit: the few that do not are for validation to name, row by row. */
function fits(target: string, values: unknown[]): boolean {
  if (values.length === 0) return false;
  if (target === "started_at") return most(values, (value) => typeof value === "string" && parseInstant(value).ok);
  if (target === "id") return new Set(values).size === values.length && values.every(isName);
  switch (TARGETS[target]) {
    case "number":
      return most(
        values,
        (value) => typeof value !== "boolean" && Number.isFinite(Number(textOf(value))) && Number(textOf(value)) >= 0,
      );
    case "flag":
      return most(values, (value) => /^(true|false)$/i.test(textOf(value)));
    default:
      return values.every(isName);
  }
}

function most(values: unknown[], accepts: (value: unknown) => boolean): boolean {
  return values.filter(accepts).length * 2 > values.length;
}

/** A single value as text; a list or an object is none, and may have no text at all (`{"toString": 1}`). */
function textOf(value: unknown): string {
  return typeof value === "object" && value !== null ? "\0" : String(value);
}

function isName(value: unknown): boolean {
  return (typeof value === "string" && value.length <= 200) || Number.isSafeInteger(value);
}

function guessStatus(columns: Columns, taken: Set<string>): Source | null {
  const word = find(
    columns,
    STATUS_NAMES,
    taken,
    (values) => values.length > 0 && values.every((value) => Object.hasOwn(STATUS_WORDS, textOf(value).toLowerCase())),
  );
  if (word) {
    const seen = [...new Set((columns.get(word) ?? []).map(textOf))];
    if (seen.every((value) => STATUS_WORDS[value] === value)) return word;
    return {
      path: word,
      values: Object.fromEntries(seen.map((value) => [value, STATUS_WORDS[value.toLowerCase()] ?? "errored"])),
    };
  }
  const verdict = find(
    columns,
    VERDICT_NAMES,
    taken,
    (values) => values.length > 0 && values.every((value) => /^(true|false|0|1|0\.0|1\.0)$/i.test(textOf(value))),
  );
  if (!verdict) return null;
  const seen = new Set((columns.get(verdict) ?? []).map(textOf));
  const values: Record<string, string> = {};
  for (const value of seen) values[value] = /^(true|1|1\.0)$/i.test(value) ? "accepted" : "rejected";
  if ([...seen].every((value) => /^(true|false)$/.test(value)))
    Object.assign(values, { true: "accepted", false: "rejected" });
  else if ([...seen].every((value) => /^[01]$/.test(value))) Object.assign(values, { 1: "accepted", 0: "rejected" });
  return { path: verdict, values: { ...values, null: "errored" } };
}
