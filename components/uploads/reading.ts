import type { Mapping } from "@/lib/receipts/mapping";

/** How a file is to be read, as far as a person has to say it. */
export type Reading = {
  /** null where its records need none. */
  mapping: Mapping | null;
  /** The time of records that have none, ISO 8601; null where all have one. */
  startedAt: string | null;
};

export const AS_IT_IS: Reading = { mapping: null, startedAt: null };

/** The reading as parameters of a URL. */
export function readingParameters({ mapping, startedAt }: Reading): Record<string, string> {
  return { ...(mapping && { mapping: JSON.stringify(mapping) }), ...(startedAt && { started_at: startedAt }) };
}
