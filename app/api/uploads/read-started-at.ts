import { TIME_PROBLEMS } from "@/lib/receipts/parse-receipt";
import { parseInstant } from "@/lib/time";
import type { ProblemItem } from "../problem";

/** The parameter `started_at`, for records that have no time: ISO 8601 with a zone, or nothing. */
export function readStartedAt(
  text: string | null,
): { ok: true; startedAt: string | null } | { ok: false; errors: ProblemItem[] } {
  if (!text) return { ok: true, startedAt: null };
  const parsed = parseInstant(text);
  if (parsed.ok) return { ok: true, startedAt: parsed.instant };
  const message = `started_at ${TIME_PROBLEMS[parsed.problem]}`;
  return { ok: false, errors: [{ pointer: "started_at", code: parsed.problem, message }] };
}
