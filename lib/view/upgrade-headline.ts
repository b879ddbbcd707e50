import { formatChange } from "@/lib/format";
import type { Arm } from "@/lib/receipts/arm";
import type { Comparison } from "@/lib/verdict/comparison";
import { isMissing } from "@/lib/verdict/missing";
import { armText } from "./arm-text";
import { VERDICT_TEXTS, type VerdictTone } from "./verdict-texts";

/** Candidate, verdict and baseline as one sentence, in three parts so that the verdict can be set off. */
export type Headline = { before: string; verdict: string; after: string; tone: VerdictTone };

/** The models alone where they differ, else with what tells them apart. */
export function shortNames(baseline: Arm, candidate: Arm): { baseline: string; candidate: string } {
  if (baseline.model !== candidate.model) return { baseline: baseline.model, candidate: candidate.model };
  const long = (arm: Arm) => `${arm.model} (${armText(arm).detail})`;
  return { baseline: long(baseline), candidate: long(candidate) };
}

/** The answer in one sentence. */
export function headline({ overall }: Comparison, names: { baseline: string; candidate: string }): Headline {
  const { kind, costPerAcceptedChange: change } = overall.verdict;
  const { tone } = VERDICT_TEXTS[kind];
  const work = "on this work";
  // Said as a fact only where the range that is safe any day is on one side.
  const isOpen = isMissing(change) || change.anyDay === null || (change.anyDay.low < 0 && change.anyDay.high > 0);
  const costs = isOpen
    ? ""
    : `: an accepted artifact costs ${formatChange(Math.abs(change.value)).replace("+", "")} ${change.value < 0 ? "less" : "more"}`;
  const over = `over ${names.baseline} ${work}`;
  switch (kind) {
    case "pays_off":
      return { before: names.candidate, verdict: "pays off", after: `${over}${costs}.`, tone };
    case "does_not_pay":
      return {
        before: names.candidate,
        verdict: "does not pay",
        after: `against ${names.baseline} ${work}${costs}.`,
        tone,
      };
    case "pays_if_quality_holds":
      return { before: names.candidate, verdict: "pays if quality holds,", after: `${over}${costs}.`, tone };
    case "trade_off":
      return {
        before: names.candidate,
        verdict: "is a trade-off",
        after: `against ${names.baseline}: cheaper, and worse.`,
        tone,
      };
    case "no_material_difference":
      return {
        before: `${names.candidate} or ${names.baseline}:`,
        verdict: "no material difference",
        after: `${work}.`,
        tone,
      };
    case "not_enough_evidence":
      return {
        before: "",
        verdict: "Not enough evidence",
        after: `to say whether ${names.candidate} pays off ${over}.`,
        tone,
      };
    case "insufficient_data":
      return {
        before: "",
        verdict: "Too little data",
        after: `to say whether ${names.candidate} pays off ${over}.`,
        tone,
      };
    case "blocked":
      return {
        before: "",
        verdict: "No verdict",
        after: `on ${names.candidate} against ${names.baseline}: the runs were not split as promised.`,
        tone,
      };
  }
}
