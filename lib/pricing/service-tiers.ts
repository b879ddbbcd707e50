import type { ServiceTier } from "@/lib/receipts/receipt";

/** What a service tier multiplies a model's standard price by. The price catalogue has no tiers. */
type TierFactor = { model: RegExp; tier: ServiceTier; factor: number; source: string };

/** Moves when a line below does: part of the version that every computed cost carries. */
export const TIERS_VERSION = "2026-11-24";

const OPENAI_PRICING = "https://developers.openai.com/api/docs/pricing (seen 2026-11)";

/** Opus 4.6 and 4.7: $30 / $150 per million tokens; later ones twice their standard price. Caching is on top of it. */
const CLAUDE_FAST = "https://platform.claude.com/docs/en/build-with-claude/fast-mode (seen 2026-11)";

/** The first line that fits a model's canonical name counts. */
const TIERS: TierFactor[] = [
  { model: /^gpt-5\.4(-mini)?$/, tier: "priority", factor: 2, source: OPENAI_PRICING },
  { model: /^gpt-5\.4(-mini)?$/, tier: "fast", factor: 2, source: OPENAI_PRICING },
  { model: /^gpt-5\.5$/, tier: "priority", factor: 2.5, source: OPENAI_PRICING },
  { model: /^gpt-5\.5$/, tier: "fast", factor: 2.5, source: OPENAI_PRICING },
  { model: /^gpt-5/, tier: "flex", factor: 0.5, source: OPENAI_PRICING },
  { model: /^(gpt-|o\d)/, tier: "batch", factor: 0.5, source: OPENAI_PRICING },
  { model: /^claude-opus-4-[67]$/, tier: "fast", factor: 6, source: CLAUDE_FAST },
  { model: /^claude-opus-(4-8|5|5-5)$/, tier: "fast", factor: 2, source: CLAUDE_FAST },
  {
    model: /^claude-/,
    tier: "batch",
    factor: 0.5,
    source: "https://platform.claude.com/docs/en/about-claude/pricing (seen 2026-11)",
  },
];

/** What a tier multiplies the standard price by, and who says so (null: there is nothing to multiply). */
export type TierLine = { factor: number; source: string | null };

/** 1 for standard or none given; null where nobody says what the tier costs. */
export function findTier(canonicalModel: string, tier: ServiceTier | null): TierLine | null {
  if (tier === null || tier === "standard") return { factor: 1, source: null };
  const line = TIERS.find((each) => each.tier === tier && each.model.test(canonicalModel));
  return line ? { factor: line.factor, source: line.source } : null;
}

/** What Anthropic bills for tokens that are written to the cache for an hour, times the price of input. */
const HOUR_CACHE_WRITE = {
  model: /^claude-/,
  factor: 2,
  source: "https://platform.claude.com/docs/en/build-with-claude/prompt-caching (seen 2026-11)",
};

/** The price of an hour in the cache relative to that of input; null where it has no price of its own. */
export function hourCacheWriteFactor(canonicalModel: string): number | null {
  return HOUR_CACHE_WRITE.model.test(canonicalModel) ? HOUR_CACHE_WRITE.factor : null;
}
