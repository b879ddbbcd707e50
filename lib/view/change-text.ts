import { formatCount, formatExactUsd, formatInstant, formatPlural } from "@/lib/format";
import type { Wire } from "@/lib/wire";

type Fields = Record<string, Wire>;

/** Fields of the contract whose names are not words already. */
const LABELS: Record<string, string> = {
  cost_usd: "reported cost",
  price: "cost that counts",
  usage: "tokens",
  usage_sent: "usage as sent",
  compared_as: "compared as",
  started_at: "started",
  duration_ms: "took",
  task_id: "task",
  decision_id: "decision",
};

/** One field of a receipt before and after, for people. */
export function changeText(field: string, before: Wire, after: Wire): { field: string; before: string; after: string } {
  const text = TEXTS[field] ?? valueText;
  const of = (value: Wire) => (value === null && field !== "price" ? "unknown" : text(value));
  return { field: LABELS[field] ?? field.replaceAll("_", " "), before: of(before), after: of(after) };
}

const TEXTS: Record<string, (value: Wire) => string> = {
  price: (value) => ofFields(value, priceText),
  usage: (value) => ofFields(value, usageText),
  compared_as: (value) => ofFields(value, ({ model, effort }) => [model, effort].filter(Boolean).join(" · ")),
  cost_usd: usdText,
  started_at: (value) => (typeof value === "string" ? formatInstant(value) : valueText(value)),
  duration_ms: (value) => (typeof value === "number" ? `${formatCount(value)} ms` : valueText(value)),
};

function priceText({ source, usd, computed_usd: computed, version }: Fields): string {
  if (source === "unpriced") return "unpriced";
  if (source === "computed") return `${usdText(usd ?? null)}, computed by price book ${version}`;
  const beside = typeof computed === "number" ? ` (price book ${version}: ${usdText(computed)})` : "";
  return `${usdText(usd ?? null)}, as reported${beside}`;
}

function usageText(usage: Fields): string {
  const count = (name: string) => {
    const tokens = usage[name];
    return typeof tokens === "number" ? formatCount(tokens) : null;
  };
  const inside = (parts: [text: string | null, what: string][]) => {
    const known = parts.flatMap(([text, what]) => (text === null ? [] : [`${text} ${what}`]));
    return known.length === 0 ? "" : ` (${known.join(", ")})`;
  };
  const cached = inside([
    [count("cache_read_tokens"), "read from the cache"],
    [count("cache_write_tokens"), "written to it"],
  ]);
  const reasoned = inside([[count("reasoning_tokens"), "reasoning"]]);
  return `${count("input_tokens") ?? "unknown"} input${cached}, ${count("output_tokens") ?? "unknown"} output${reasoned}`;
}

function usdText(value: Wire): string {
  return typeof value === "number" ? formatExactUsd(value) : valueText(value);
}

function ofFields(value: Wire, text: (fields: Fields) => string): string {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? text(value as Fields)
    : valueText(value);
}

/** A value of the contract: what an object holds that is known. */
function valueText(value: Wire): string {
  if (value === null) return "unknown";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return formatPlural(value.length, "attempt");
  if (typeof value !== "object") return String(value);
  const known = Object.entries(value).filter(([, each]) => each !== null);
  return known.map(([name, each]) => `${name.replaceAll("_", " ")} ${valueText(each)}`).join(", ");
}
