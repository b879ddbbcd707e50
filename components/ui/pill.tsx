import type { ReactNode } from "react";

export type Tone = "good" | "bad" | "unsure" | "none";

const TONES: Record<Tone, string> = {
  good: "bg-good-soft text-good",
  bad: "bg-bad-soft text-bad",
  unsure: "bg-unsure-soft text-unsure",
  none: "border border-edge border-dashed text-dim",
};

/** A short judgement. The words carry it; the colour only helps. */
export function Pill({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`inline-block rounded-full px-2.5 py-0.5 font-medium text-xs ${TONES[tone]}`}>{children}</span>
  );
}
