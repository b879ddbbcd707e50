import { usdToNano } from "@/lib/money";
import { toWire, type Wire } from "@/lib/wire";
import { toAttempt, toLeaves } from "./parse-receipt";
import type { BatchContext } from "./plan-batch";
import type { ChangedValues } from "./receipt-change";
import type { StoredReceipt } from "./stored-receipt";
import { wireReceipt } from "./wire-receipt";

type Change = { before: ChangedValues; after: ChangedValues };

/** What a price is made of, by names in the contract. */
const PRICED_BY = new Set(["started_at", "model", "provider", "service_tier", "cost_usd", "usage", "attempts"]);

/**
 * Takes back one change of a receipt, field by field: a value that is still the one that the change set becomes what
 * it was before, others stay, as do labels one by one. Several changes are taken back from the latest to the first.
 *
 * The price comes back as it was with all that it is made of, and is made anew where only part of that does.
 *
 * @returns the very same object if nothing of the change is left in it.
 */
export function takeBack(
  receipt: StoredReceipt,
  change: Change,
  { price, compareAs, dayOf }: Pick<BatchContext, "price" | "compareAs" | "dayOf">,
): StoredReceipt {
  const now = toWire(wireReceipt(receipt)) as ChangedValues;
  const fields = Object.keys(change.after).filter((field) => field !== "price");
  const back = fields.filter((field) => field === "labels" || isSame(now[field] ?? null, change.after[field] ?? null));
  const values: Partial<StoredReceipt> = {};
  for (const field of back) {
    if (field === "labels") Object.assign(values, labelsBefore(receipt, change));
    else Object.assign(values, stored(field, change.before[field] ?? null));
  }
  const ofPrice = fields.filter((field) => PRICED_BY.has(field));
  const isPriceWhole =
    "price" in change.after &&
    isSame(now.price ?? null, change.after.price ?? null) &&
    ofPrice.every((field) => back.includes(field));
  if (isPriceWhole) Object.assign(values, stored("price", change.before.price ?? null));
  if (Object.keys(values).length === 0) return receipt;
  const renamed = { ...receipt, ...values };
  const taken: StoredReceipt = { ...renamed, ...compareAs(renamed) };
  if (values.startedAt) taken.day = dayOf(taken.startedAt);
  if (isPriceWhole || !back.some((field) => PRICED_BY.has(field))) return taken;
  return { ...taken, ...price(taken) };
}

/** A field of the contract as it is stored. The history holds what was valid once. */
function stored(field: string, value: Wire): Partial<StoredReceipt> {
  switch (field) {
    case "cost_usd":
      return { reportedCostNanoUsd: nano(value) };
    case "human_minutes":
      return { humanMilliMinutes: value === null ? null : Math.round(Number(value) * 1_000) };
    case "usage":
      // What was sent with them is that of the change; that of before is not kept.
      return { tokens: toLeaves(value as Parameters<typeof toLeaves>[0]), usageSent: null };
    case "attempts":
      return {
        attempts:
          value === null
            ? null
            : (value as Parameters<typeof toAttempt>[0][]).map((attempt, place) => toAttempt(attempt, place, [])),
      };
    case "price": {
      const { source, usd, computed_usd, version } = value as Record<string, Wire>;
      return {
        costSource: source as StoredReceipt["costSource"],
        costNanoUsd: nano(usd ?? null),
        computedCostNanoUsd: nano(computed_usd ?? null),
        priceVersion: version as string | null,
      };
    }
    default:
      return { [field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())]: value };
  }
}

function nano(usd: Wire): number | null {
  return usd === null ? null : usdToNano(Number(usd));
}

/** The labels without what the change made of them; nothing where nothing of it is left. */
function labelsBefore(receipt: StoredReceipt, change: Change): Pick<StoredReceipt, "labels"> | null {
  const before = (change.before.labels ?? {}) as Record<string, string>;
  const after = (change.after.labels ?? {}) as Record<string, string>;
  const set = Object.keys(after).filter(
    (name) => before[name] !== after[name] && receipt.labels?.[name] === after[name],
  );
  const gone = Object.keys(before).filter((name) => after[name] === undefined && receipt.labels?.[name] === undefined);
  if (set.length === 0 && gone.length === 0) return null;
  const others = Object.entries(receipt.labels ?? {}).filter(([name]) => !set.includes(name));
  const old = [...set, ...gone].flatMap((name): [string, string][] =>
    before[name] === undefined ? [] : [[name, before[name]]],
  );
  const labels = Object.fromEntries([...others, ...old]);
  return { labels: Object.keys(labels).length === 0 && change.before.labels === null ? null : labels };
}

/** Whatever the order of keys, which jsonb does not keep. */
function isSame(a: Wire, b: Wire): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: Wire): Wire {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
