import { usdToNano } from "@/lib/money";
import type { FieldError } from "../parse-receipt";
import type { ServiceTier } from "../receipt";
import { LIMITS } from "../receipt-schema";
import type { Span } from "./span";

/** Reads attributes by their names, the newest name first, and gathers what is wrong with them. */
export type SpanFields = {
  errors: FieldError[];
  /** A text of `max` characters at most; null where none of the names is there. */
  text: (names: string[], max?: number) => string | null;
  /** The first of a list of texts, or the text itself, if it is short enough to be kept. */
  firstText: (names: string[]) => string | null;
  /** A whole number from 0 on. */
  count: (names: string[]) => number | null;
  /** US$, as integer nano-US$. */
  cost: (names: string[]) => number | null;
  has: (name: string) => boolean;
};

export function spanFields({ attributes, pointer }: Span): SpanFields {
  const errors: FieldError[] = [];
  const first = (names: string[]) => names.find((name) => attributes.get(name) != null);
  const fail = (name: string, message: string): null => {
    errors.push({ pointer: `${pointer}/attributes/${name}`, code: "invalid_value", message });
    return null;
  };
  return {
    errors,
    has: (name) => attributes.has(name),
    text(names, max = LIMITS.name) {
      const name = first(names);
      if (name === undefined) return null;
      const value = attributes.get(name);
      if (typeof value !== "string") return fail(name, "must be a text");
      if (!canBeKept(value)) return fail(name, "holds a character that cannot be kept");
      const trimmed = value.trim();
      if (trimmed.length > max) return fail(name, `must not be longer than ${max} characters`);
      return trimmed === "" ? null : trimmed;
    },
    firstText(names) {
      const name = first(names);
      const sent = name === undefined ? null : attributes.get(name);
      const value: unknown = Array.isArray(sent) ? sent[0] : sent;
      const isKept = typeof value === "string" && value !== "" && value.length <= LIMITS.text && canBeKept(value);
      return isKept ? value : null;
    },
    count(names) {
      const name = first(names);
      if (name === undefined) return null;
      const value = toNumber(attributes.get(name));
      // Python's exporters write counts that went through a data frame as 12.0, or as NaN where there are none.
      if (Number.isNaN(value)) return null;
      const isCount = typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= LIMITS.tokens;
      return isCount ? value : fail(name, `must be a whole number from 0 to ${LIMITS.tokens.toLocaleString("en-US")}`);
    },
    cost(names) {
      const name = first(names);
      if (name === undefined) return null;
      const value = toNumber(attributes.get(name));
      if (Number.isNaN(value)) return null;
      if (typeof value === "number" && value >= 0 && value <= LIMITS.costUsd) return usdToNano(value);
      return fail(name, "must be an amount of US$, not negative");
    },
  };
}

/** As receipts' texts: no NUL, no halves of surrogate pairs. */
export function canBeKept(value: string): boolean {
  return !value.includes("\0") && !/\p{Surrogate}/u.test(value);
}

function toNumber(value: unknown): unknown {
  return typeof value === "string" && /^\s*\d+(\.\d+)?([eE][+-]?\d+)?\s*$/.test(value) ? Number(value) : value;
}

const TIERS: Record<string, ServiceTier> = {
  default: "standard",
  standard: "standard",
  standard_only: "standard",
  priority: "priority",
  flex: "flex",
  batch: "batch",
  fast: "fast",
};

/** A provider's word for a tier. `auto` is no tier but a choice that is left to the provider: unknown. */
export function toServiceTier(word: string | null): ServiceTier | null {
  return (word !== null && Object.hasOwn(TIERS, word.toLowerCase()) && TIERS[word.toLowerCase()]) || null;
}

/** An attribute that is an object written as JSON text, as some conventions do; what is none has no members. */
export function jsonObject(value: unknown): Record<string, unknown> {
  try {
    const parsed: unknown = typeof value === "string" ? JSON.parse(value) : value;
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : {};
  } catch {
    return {};
  }
}
