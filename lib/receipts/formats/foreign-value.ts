import { usdToNano } from "@/lib/money";
import { parseInstant } from "@/lib/time";
import { LIMITS } from "../receipt-schema";

/** Readers of single values of foreign records. What cannot be read is null: unknown, never 0. */
export type ForeignObject = Record<string, unknown>;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;
const BARE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(:\d{2}([.,]\d+)?)?)$/;

/** An object, or the JSON text of one, as columns of CSV and text attributes hold them. */
export function objectOf(value: unknown): ForeignObject | null {
  if (typeof value === "string") {
    if (!value.trimStart().startsWith("{")) return null;
    try {
      return objectOf(JSON.parse(value) as unknown);
    } catch {
      // A text that only looks like JSON holds no fields.
      return null;
    }
  }
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as ForeignObject) : null;
}

export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "string" || !value.trimStart().startsWith("[")) return [];
  try {
    return listOf(JSON.parse(value) as unknown);
  } catch {
    return [];
  }
}

/** What lies at these keys, one in another; undefined where the way ends. */
export function at(value: unknown, ...keys: string[]): unknown {
  let found = value;
  for (const key of keys) {
    const object = objectOf(found);
    if (!object || !Object.hasOwn(object, key)) return undefined;
    found = object[key];
  }
  return found;
}

/** A text that a receipt can keep, cut to its longest; null if there is none. */
export function textOf(value: unknown, max: number): string | null {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value !== "string") return null;
  const text = value
    .replace(/[\0\p{Surrogate}]/gu, "")
    .trim()
    .slice(0, max);
  // The cut may have halved a pair.
  return text.replace(/\p{Surrogate}/gu, "").trim() || null;
}

/** A number, or a text of one. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && NUMBER.test(value.trim()) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** A count of tokens: whole, from 0. */
export function countOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && Number.isInteger(number) && number >= 0 && number <= LIMITS.tokens ? number : null;
}

/** US$ as integer nano-US$. */
export function nanoUsdOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && number >= 0 && number <= LIMITS.costUsd ? usdToNano(number) : null;
}

export function flagOf(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  const text = typeof value === "string" ? value.trim().toLowerCase() : null;
  return text === "true" ? true : text === "false" ? false : null;
}

/** UTC ISO 8601 with milliseconds. Only for a source that writes its times in UTC is one without a zone a time. */
export function instantOf(value: unknown, bareIs: "utc" | "unknown"): string | null {
  if (typeof value !== "string") return null;
  const bare = BARE_TIME.exec(value.trim());
  const parsed = parseInstant(bare && bareIs === "utc" ? `${bare[1]}T${bare[2]}Z` : value);
  return parsed.ok ? parsed.instant : null;
}

/** Later by so many milliseconds; null if either is unknown or the result is no time. */
export function later(instant: string | null, ms: number | null): string | null {
  if (instant === null || ms === null || ms < 0 || ms > LIMITS.durationMs) return null;
  return new Date(Date.parse(instant) + Math.round(ms)).toISOString();
}
