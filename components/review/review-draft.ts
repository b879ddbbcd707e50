import { deriveFirstPass } from "@/lib/receipts/first-pass";
import type { ReviewRun } from "@/lib/view/review-view";

/** The statuses that a reviewer gives. */
export type Decided = "accepted" | "rejected" | "abandoned";

/** What a reviewer has said of a run so far. null, or no text, is not known. */
export type Draft = { edits: number | null; minutes: string; firstPass: boolean | null };

/** What is sent: only what the reviewer said. */
export type Review = { status: Decided; human_edits?: number; human_minutes?: number; first_pass?: boolean };

export const MAX_EDITS = 100_000;
const MAX_MINUTES = 1_000_000;

export function draftOf({ edits, minutes, firstPass }: ReviewRun): Draft {
  return { edits, minutes, firstPass };
}

/** Minutes as typed, `3.5` or `3,5`; null for nothing, undefined for what is no number of minutes. */
export function parseMinutes(typed: string): number | null | undefined {
  const text = typed.trim().replace(",", ".");
  if (text === "") return null;
  const minutes = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  return minutes <= MAX_MINUTES ? minutes : undefined;
}

/** The review as it is sent, or undefined if the minutes are none. */
export function reviewOf(status: Decided, { edits, minutes, firstPass }: Draft): Review | undefined {
  const parsed = parseMinutes(minutes);
  if (parsed === undefined) return undefined;
  return {
    status,
    ...(edits === null ? {} : { human_edits: edits }),
    ...(parsed === null ? {} : { human_minutes: parsed }),
    ...(firstPass === null ? {} : { first_pass: firstPass }),
  };
}

/** What accepting would say of the first artifact without being told: null where retries or edits are not known. */
export function firstPassIfAccepted({ retries }: ReviewRun, { edits }: Draft): boolean | null {
  return deriveFirstPass({ firstPass: null, status: "accepted", retries, humanEdits: edits });
}
