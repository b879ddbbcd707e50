import { usdToNano } from "@/lib/money";
import { SERVICE_TIERS, type ServiceTier } from "@/lib/receipts/receipt";
import { parseDay } from "@/lib/time";
import type { PriceOverride } from "./price-override";

export type TypedOverride = {
  model: string;
  serviceTier: string;
  fromDay: string;
  /** US$ per million tokens, as typed. */
  input: string;
  cacheRead: string;
  cacheWrite: string;
  output: string;
  note: string;
};
export type OverrideErrors = Partial<Record<keyof TypedOverride, string>>;

const MAX_NAME = 200;
const MAX_NOTE = 300;
/** Far above any price there is: an amount for one token and not a million of them would be above it. */
const MAX_USD = 100_000;

/** A price that was typed or sent, validated field by field. */
export function parseOverride(
  typed: TypedOverride,
): { ok: true; override: Omit<PriceOverride, "savedBy"> } | { ok: false; errors: OverrideErrors } {
  const errors: OverrideErrors = {};
  const model = typed.model.trim();
  if (model === "" || model.length > MAX_NAME) errors.model = `must be a name of 1 to ${MAX_NAME} characters`;
  const tier = parseTier(typed.serviceTier);
  if (tier === undefined) errors.serviceTier = `must be one of ${SERVICE_TIERS.join(", ")}`;
  const fromDay = parseDay(typed.fromDay.trim());
  if (!fromDay) errors.fromDay = "must be a day like 2026-11-01";
  const note = typed.note.trim();
  if (note.length > MAX_NOTE) errors.note = `must be at most ${MAX_NOTE} characters`;
  const amount = (field: "input" | "cacheRead" | "cacheWrite" | "output", optional: boolean): number | null => {
    const text = typed[field].trim().replace(/^\$/, "");
    if (text === "" && optional) return null;
    const usd = /^\d{1,6}(\.\d{1,9})?$/.test(text) ? Number(text) : Number.NaN;
    if (!(usd <= MAX_USD)) errors[field] = "must be an amount in US$ per million tokens, like 2.50";
    return usdToNano(usd);
  };
  const input = amount("input", false);
  const output = amount("output", false);
  const cacheRead = amount("cacheRead", true);
  const cacheWrite = amount("cacheWrite", true);
  if (Object.keys(errors).length > 0 || tier === undefined || !fromDay || input === null || output === null) {
    return { ok: false, errors };
  }
  return { ok: true, override: { model, serviceTier: tier, fromDay, input, cacheRead, cacheWrite, output, note } };
}

/** null for the standard tier; undefined for what is none. */
export function parseTier(text: string): ServiceTier | null | undefined {
  if (text === "" || text === "standard") return null;
  return SERVICE_TIERS.find((tier) => tier === text);
}
