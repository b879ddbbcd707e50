import { type Mapping, parseMapping } from "@/lib/receipts/mapping";
import type { ProblemItem } from "../problem";

/** The parameter `mapping`: JSON, or nothing. */
export function readMapping(
  text: string | null,
): { ok: true; mapping: Mapping | null } | { ok: false; errors: ProblemItem[] } {
  if (!text) return { ok: true, mapping: null };
  try {
    return parseMapping(JSON.parse(text));
  } catch {
    return { ok: false, errors: [{ pointer: "mapping", code: "not_json", message: "mapping is not JSON" }] };
  }
}
