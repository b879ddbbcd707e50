import { formatInstant } from "@/lib/format";
import { formatAuthor } from "@/lib/verdict/setting-change";

type Json = Record<string, unknown> | null;
export type PriceChangeRow = { number: number; what: string; before: string; after: string; when: string; by: string };

const REWRITES: Record<string, string> = { prices: "prices recomputed", names: "brought to their names" };

/** Lines of the history of prices and names, as texts. */
export function changeRows(
  changes: {
    number: number;
    kind: string;
    model: string;
    before: unknown;
    after: unknown;
    changedAt: string;
    changedBy: string;
  }[],
): PriceChangeRow[] {
  return changes.map(({ number, kind, model, before, after, changedAt, changedBy }) => {
    const text = kind === "override" ? overrideText : kind === "alias" ? aliasText : rewriteText;
    return {
      number,
      what: kind === "rewrite" ? "Stored runs" : model,
      before: kind === "rewrite" ? "" : text(before as Json),
      after: text(after as Json),
      when: formatInstant(changedAt),
      by: formatAuthor(changedBy),
    };
  });
}

function overrideText(price: Json): string {
  if (!price) return "no own price";
  const usd = (value: unknown) => (typeof value === "number" ? `$${value / 1e9}` : "as input");
  const kinds = `${usd(price.input)} in, ${usd(price.output)} out, cache ${usd(price.cacheRead)} read, ${usd(price.cacheWrite)} write`;
  return `${price.serviceTier ?? "standard"} from ${price.fromDay}: ${kinds}`;
}

function aliasText(alias: Json): string {
  if (!alias) return "itself";
  return `compared as ${alias.model}${alias.effort ? `, effort ${alias.effort}` : ""}`;
}

function rewriteText(rewrite: Json): string {
  return REWRITES[String(rewrite?.kind)] ?? "";
}
