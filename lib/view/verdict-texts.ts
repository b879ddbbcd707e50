import type { VerdictKind } from "@/lib/verdict/comparison";

/** Tone of a verdict on screen; the words always stand beside it. */
export type VerdictTone = "good" | "bad" | "unsure" | "none";

export const VERDICT_TEXTS: Record<VerdictKind, { label: string; tone: VerdictTone }> = {
  pays_off: { label: "Pays off", tone: "good" },
  pays_if_quality_holds: { label: "Pays if quality holds", tone: "unsure" },
  trade_off: { label: "Trade-off", tone: "unsure" },
  does_not_pay: { label: "Does not pay", tone: "bad" },
  no_material_difference: { label: "No material difference", tone: "none" },
  not_enough_evidence: { label: "Not enough evidence", tone: "none" },
  insufficient_data: { label: "Too little data", tone: "none" },
  blocked: { label: "Blocked", tone: "bad" },
};
