import { type Mapping, REQUIRED_TARGETS, type Source } from "@/lib/receipts/mapping";

/** One of our fields on the page: what it is called there, and what it is for. */
export type TargetText = { target: string; label: string; hint: string };

const text = (target: string, label: string, hint = ""): TargetText => ({ target, label, hint });

/** The fields that a person maps, those without which there is no receipt first. */
export const TARGET_TEXTS: TargetText[] = [
  text("started_at", "Time of the run", "ISO 8601 with a zone"),
  text("workflow", "Workflow", "what the harness does, as a whole"),
  text("step", "Step", "the stage that this run did"),
  text("model", "Model"),
  text("status", "What became of it", "accepted, rejected, abandoned, errored, pending"),
  text("id", "Id of the run", "without one, the record itself is its id"),
  text("effort", "Effort"),
  text("service_tier", "Service tier"),
  text("task_id", "Task", "runs with the same task did the same work"),
  text("cost_usd", "Cost in US$", "as billed; else it is priced from tokens"),
  text("usage.input_tokens", "Input tokens", "cached ones included"),
  text("usage.cache_read_tokens", "… of them read from cache"),
  text("usage.cache_write_tokens", "… of them written to cache"),
  text("usage.output_tokens", "Output tokens", "reasoning included"),
  text("usage.reasoning_tokens", "… of them reasoning"),
  text("retries", "Retries"),
  text("validation_failures", "Validation failures"),
  text("human_edits", "Human edits"),
  text("human_minutes", "Human minutes"),
  text("first_pass", "Passed the first review", "true or false"),
  text("stopped_early", "Stopped early", "true or false"),
  text("stop_reason", "Stop reason"),
  text("tool_calls", "Tool calls"),
  text("tool_errors", "Tool errors"),
  text("duration_ms", "Duration in ms"),
  text("lane", "Lane"),
  text("harness", "Harness"),
  text("provider", "Provider"),
];

export const isRequired = (target: string) => (REQUIRED_TARGETS as readonly string[]).includes(target);

/** A source as the controls show it. */
export type Choice = { kind: "none" } | { kind: "path"; path: string } | { kind: "const"; value: string };

export function choiceOf(source: Source | undefined): Choice {
  if (source === undefined) return { kind: "none" };
  if (typeof source === "string") return { kind: "path", path: source };
  if ("const" in source) return { kind: "const", value: String(source.const ?? "") };
  return { kind: "path", path: source.path };
}

/** Of the targets that were carried over from the file before, those that nobody has changed since. */
export function stillCarried(carried: string[], offered: Mapping, mapping: Mapping): string[] {
  return carried.filter((target) => mapping[target] === offered[target]);
}

/** The mapping with one field taken from elsewhere. Translated values stay while the path does. */
export function withChoice(mapping: Mapping, target: string, choice: Choice): Mapping {
  const { [target]: before, ...rest } = mapping;
  if (choice.kind === "none") return rest;
  if (choice.kind === "const") return { ...rest, [target]: { const: choice.value } };
  const same = typeof before === "object" && "path" in before && before.path === choice.path;
  return { ...rest, [target]: same ? before : choice.path };
}
