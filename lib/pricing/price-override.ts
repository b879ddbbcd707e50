import type { ServiceTier } from "@/lib/receipts/receipt";

/** A project's own price of a model from a day (UTC) on, until its next one. Nano-US$ per million tokens. */
export type PriceOverride = {
  model: string;
  /** null is the standard price, which the tiers of our table multiply. */
  serviceTier: ServiceTier | null;
  fromDay: string;
  input: number;
  /** null: billed as input. */
  cacheRead: number | null;
  cacheWrite: number | null;
  output: number;
  /** Where the price comes from, in the words of who set it; may be empty. */
  note: string;
  savedBy: string;
};

/** The override that holds on a day, and the first day of any for these names and tier. Earlier names win. */
export function findOverride(
  overrides: readonly PriceOverride[],
  names: readonly string[],
  tier: ServiceTier | null,
  day: string,
): { held: PriceOverride | null; firstDay: string | null } {
  let firstDay: string | null = null;
  for (const name of names) {
    let held: PriceOverride | null = null;
    for (const each of overrides) {
      if (each.model !== name || each.serviceTier !== tier) continue;
      if (firstDay === null || each.fromDay < firstDay) firstDay = each.fromDay;
      if (each.fromDay <= day && (held === null || each.fromDay > held.fromDay)) held = each;
    }
    if (held) return { held, firstDay };
  }
  return { held: null, firstDay };
}
