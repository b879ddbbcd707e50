import { OUTCOME_VALUES } from "./outcome";
import type { Receipt, TokenLeaves } from "./receipt";

/** Fields that say what happened in the run itself: one run cannot have two values of them. */
const FACTS = [
  "startedAt",
  "durationMs",
  "workflow",
  "step",
  "model",
  "effort",
  "serviceTier",
  "taskId",
  "reportedCostNanoUsd",
  "toolCalls",
  "toolErrors",
] as const satisfies readonly (keyof Receipt)[];
/** Fields that become known, or are put right, after the run. */
const OUTCOMES = [
  "lane",
  "harness",
  "provider",
  "decisionId",
  ...OUTCOME_VALUES,
] as const satisfies readonly (keyof Receipt)[];
/** Fields of the contract, for messages. */
const WIRE_NAMES: Partial<Record<keyof Receipt, string>> = {
  reportedCostNanoUsd: "cost_usd",
  humanMilliMinutes: "human_minutes",
  tokens: "usage",
};

/**
 * A later message about a run that is known: a known value overrides, an unknown one erases nothing, and `pending`
 * never takes a settled status back. The labels of both are kept, the later value of each.
 *
 * @returns the very same object if there is nothing new.
 */
export function mergeReceipt<T extends Receipt>(known: T, later: Receipt): T {
  const merged: Receipt = { ...known };
  let changed = false;
  for (const field of [...FACTS, ...OUTCOMES]) {
    const value = later[field];
    if (value !== null && value !== merged[field]) {
      Object.assign(merged, { [field]: value });
      changed = true;
    }
  }
  if (later.status !== "pending" && later.status !== merged.status) {
    merged.status = later.status;
    changed = true;
  }
  const tokens = mergeTokens(known.tokens, later.tokens);
  if (tokens !== known.tokens) {
    merged.tokens = tokens;
    merged.usageSent = later.usageSent;
    changed = true;
  }
  if (later.labels && Object.entries(later.labels).some(([name, value]) => known.labels?.[name] !== value)) {
    merged.labels = { ...known.labels, ...later.labels };
    changed = true;
  }
  if (later.attempts && !sameAttempts(known.attempts, later.attempts)) {
    merged.attempts = later.attempts;
    changed = true;
  }
  return changed ? (merged as T) : known;
}

/** The first fact in which two copies of one run contradict each other, by its name in the contract, or null. */
export function contradiction(first: Receipt, second: Receipt): string | null {
  for (const field of FACTS) {
    if (first[field] !== null && second[field] !== null && first[field] !== second[field]) {
      return WIRE_NAMES[field] ?? snakeCase(field);
    }
  }
  const pairs = [
    ["usage/input_tokens", inputTotal(first.tokens), inputTotal(second.tokens)],
    ["usage/output_tokens", outputTotal(first.tokens), outputTotal(second.tokens)],
    ["usage/cache_read_tokens", first.tokens.cacheRead, second.tokens.cacheRead],
    ["usage/cache_write_tokens", first.tokens.cacheWrite, second.tokens.cacheWrite],
    ["usage/reasoning_tokens", first.tokens.reasoning, second.tokens.reasoning],
  ] as const;
  return pairs.find(([, a, b]) => a !== null && b !== null && a !== b)?.[0] ?? null;
}

/** The fields in which an amended receipt differs from what it was, by their names in the contract. */
export function changedFields(before: Receipt, after: Receipt): string[] {
  const plain = [...FACTS, "status" as const, ...OUTCOMES].filter((field) => before[field] !== after[field]);
  const grouped = (["tokens", "labels", "attempts"] as const).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return [...plain, ...grouped].map((field) => WIRE_NAMES[field] ?? snakeCase(field));
}

/** Whether two receipts cost the same by any price book: nothing that a price depends on differs. */
export function pricesAlike(a: Receipt, b: Receipt): boolean {
  return (
    a.startedAt === b.startedAt &&
    a.model === b.model &&
    a.provider === b.provider &&
    a.serviceTier === b.serviceTier &&
    a.reportedCostNanoUsd === b.reportedCostNanoUsd &&
    a.tokens === b.tokens &&
    a.attempts === b.attempts
  );
}

/**
 * Input and output replace as groups, since their leaves were split together. A group that only says less about
 * the same total changes nothing.
 */
function mergeTokens(known: TokenLeaves, later: TokenLeaves): TokenLeaves {
  const input =
    saysNew(inputTotal(known), inputTotal(later)) ||
    saysNew(known.cacheRead, later.cacheRead) ||
    saysNew(known.cacheWrite, later.cacheWrite);
  const output = saysNew(outputTotal(known), outputTotal(later)) || saysNew(known.reasoning, later.reasoning);
  if (!input && !output) return known;
  const from = (replaced: boolean) => (replaced ? later : known);
  return {
    uncachedInput: from(input).uncachedInput,
    cacheRead: from(input).cacheRead,
    cacheWrite: from(input).cacheWrite,
    output: from(output).output,
    reasoning: from(output).reasoning,
  };
}

function saysNew(known: number | null, later: number | null): boolean {
  return later !== null && later !== known;
}

function inputTotal(tokens: TokenLeaves): number | null {
  return tokens.uncachedInput === null
    ? null
    : tokens.uncachedInput + (tokens.cacheRead ?? 0) + (tokens.cacheWrite ?? 0);
}

function outputTotal(tokens: TokenLeaves): number | null {
  return tokens.output === null ? null : tokens.output + (tokens.reasoning ?? 0);
}

function sameAttempts(a: Receipt["attempts"], b: Receipt["attempts"]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
