import { benjaminiHochberg, holm } from "@/lib/stats/multiplicity";
import { armFigures } from "./arm-figures";
import type { StepComparison } from "./comparison";
import { differencesOn } from "./differences";
import type { Grade } from "./grade";
import { judge, verdictOf } from "./judge";
import { isMissing, missing } from "./missing";
import { paceOf } from "./pace";
import { standardised } from "./population";
import { isSupported } from "./quality-of-steps";
import type { Reading } from "./reading";
import { countPlaces } from "./run-groups";
import { type StepBenefit, steadied } from "./steady";
import type { StepOnTerms } from "./step-terms";

type AmongSteps = "anyDayPAcrossSteps" | "anyDayPHolm" | "steadiedNetBenefitUsd";
/** A step by itself, and its net benefit for what is said of steps together. */
export type ComparedStep = { step: Omit<StepComparison, AmongSteps>; benefit: StepBenefit };

/** One step alone: its own population, its own verdict on its own terms, at its own information time. */
export function compareStep({ step, settings, standards, own }: StepOnTerms, grade: Grade): ComparedStep {
  const select = standardised([step]);
  const { workflow, step: name, baseline, candidate } = step;
  const judgement = judge(select, standards);
  const compared = {
    workflow,
    step: name,
    settings: own,
    supported: isSupported(step),
    baseline: armFigures(baseline, countPlaces(baseline, "day"), { ...settings, priceRatio: 1 }),
    candidate: armFigures(candidate, countPlaces(candidate, "day"), settings),
    differences: differencesOn(select, standards.reading, settings),
    verdict: verdictOf(judgement, select, standards, { grade, pace: paceOf(step, settings), leftOut: [] }),
    anyDayP: judgement.benefit?.evidence.p ?? null,
  };
  const runs = isMissing(judgement.money) ? 0 : judgement.money.runs;
  return { step: compared, benefit: { benefit: judgement.benefit, runs } };
}

/**
 * Steps looked at together: each p adjusted for all of them, which may be looked at any day (e-BH; Holm for headlines),
 * and each net benefit steadied by the others.
 */
export function acrossSteps(compared: readonly ComparedStep[], reading: Reading): StepComparison[] {
  const p = compared.flatMap(({ step }) => (step.anyDayP === null ? [] : [step.anyDayP]));
  const [falseDiscovery, anyFalse] = [benjaminiHochberg(p), holm(p)];
  const steady = steadied(
    compared.map(({ benefit }) => benefit),
    reading,
  );
  let next = -1;
  return compared.map(({ step }, i) => {
    if (step.anyDayP !== null) next += 1;
    const at = (adjusted: number[]) => (step.anyDayP === null ? null : (adjusted[next] ?? null));
    return {
      ...step,
      anyDayPAcrossSteps: at(falseDiscovery),
      anyDayPHolm: at(anyFalse),
      steadiedNetBenefitUsd: steady[i] ?? missing("no_runs", "The step has no runs.", { have: 0, need: 1 }),
    };
  });
}
