import type { FieldError } from "../parse-receipt";
import { LIMITS } from "../receipt-schema";
import { textOf } from "./foreign-value";
import type { CallPart } from "./source-format";

const UNKNOWN = {
  kind: "call",
  endAt: null,
  provider: null,
  effort: null,
  serviceTier: null,
  tokens: { uncachedInput: null, cacheRead: null, cacheWrite: null, output: null, reasoning: null },
  cacheWrite1h: null,
  reportedCostNanoUsd: null,
  stopReason: null,
  failed: false,
} as const;

/** A call with what is known of it; all else is unknown. */
export function callPart(known: Pick<CallPart, "at" | "model"> & Partial<Omit<CallPart, "kind">>): CallPart {
  return { ...UNKNOWN, tokens: { ...UNKNOWN.tokens }, ...known };
}

export function noTokens(tokens: CallPart["tokens"]): boolean {
  return Object.values(tokens).every((count) => count === null || count === 0);
}

/** The longest id of a foreign record, so that ours, which is made of one or two, stays within its limit. */
const MAX_ID = 120;

export function idOf(value: unknown): string | null {
  const id = textOf(value, MAX_ID + 1);
  return id !== null && id.length <= MAX_ID ? id : null;
}

export function modelOf(...candidates: unknown[]): string | null {
  for (const candidate of candidates) {
    const model = textOf(candidate, LIMITS.name);
    if (model) return model;
  }
  return null;
}

/** Errors of a record for what it must have, by the place where it was looked for: null = not there. */
export function missing(needed: Record<string, unknown>, prefix = ""): FieldError[] {
  return Object.entries(needed)
    .filter(([, value]) => value === null)
    .map(([name]) => ({
      pointer: `${prefix}/${name}`,
      code: "invalid_value",
      message: "is missing or cannot be read",
    }));
}
