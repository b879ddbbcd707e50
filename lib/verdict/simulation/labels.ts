import type { Random } from "@/lib/story/random";
import { VERDICT_KINDS, type VerdictKind } from "../comparison";
import { judge } from "../judge";
import { standardsOf } from "./peeks";
import { shareOfRepetitions } from "./repeat";
import { looksAt, type Scenario } from "./scenario";

type Moment = "ever" | "last";
type Label = `${Moment} ${VerdictKind}`;

const LABELS = VERDICT_KINDS.flatMap((kind): Label[] => [`ever ${kind}`, `last ${kind}`]);

export type Labels = {
  /** Share of comparisons that were given a verdict at any look, and at the last one. */
  shares: Record<Label, number>;
  /** Median runs of the candidate when it was first given; null where it never was. */
  medianRuns: (kind: VerdictKind) => number | null;
};

/** What a user is told in thirty daily looks, over many comparisons. */
export function labelsOf(
  { scenario, lambdaUsd }: { scenario: Scenario; lambdaUsd: number | null },
  random: Random,
  repetitions: number,
): Labels {
  const standards = standardsOf(scenario, lambdaUsd);
  const runs = new Map<VerdictKind, number[]>();
  const shares = shareOfRepetitions(LABELS, repetitions, () => {
    const firstRuns = new Map<VerdictKind, number>();
    let last: VerdictKind = "insufficient_data";
    for (const select of looksAt(scenario, random)) {
      const { kind, gates } = judge(select, standards);
      if (!firstRuns.has(kind)) firstRuns.set(kind, gates.runs.candidate);
      last = kind;
    }
    for (const [kind, first] of firstRuns) runs.set(kind, [...(runs.get(kind) ?? []), first]);
    return [...[...firstRuns.keys()].map((kind): Label => `ever ${kind}`), `last ${last}`];
  });
  return { shares, medianRuns: (kind) => median(runs.get(kind) ?? []) };
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
