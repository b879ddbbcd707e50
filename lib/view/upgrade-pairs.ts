import { type ArmText, armText, distinctArms } from "./arm-text";

export type PairArm = {
  model: string;
  effort: string;
  serviceTier: string;
  runs: number;
  /** Workflow and step of all that the arm did, joined by `WORK_SEPARATOR`. */
  works: string[];
};

export const WORK_SEPARATOR = "\u0001";

/** Two arms that did a step both, as a question that can be asked. */
export type UpgradePair = {
  baseline: ArmText;
  candidate: ArmText;
  runs: [baseline: number, candidate: number];
  steps: string[];
};

/** More than this many are no list to read. */
const MAX_PAIRS = 40;

/**
 * The questions that there is something to answer of: arms with a step in common, the ones with the most runs in the
 * smaller arm first. Each pair once, as the names sort: the newer model of a family usually comes later.
 */
export function upgradePairs(arms: PairArm[]): { shown: UpgradePair[]; all: UpgradePair[] } {
  const pairs: UpgradePair[] = [];
  const sorted = distinctArms(arms).sort((a, b) => (armText(a.arm).href < armText(b.arm).href ? -1 : 1));
  for (const [index, baseline] of sorted.entries()) {
    for (const candidate of sorted.slice(index + 1)) {
      const works = baseline.works.filter((work) => candidate.works.includes(work));
      if (works.length === 0) continue;
      pairs.push({
        baseline: armText(baseline.arm),
        candidate: armText(candidate.arm),
        runs: [baseline.runs, candidate.runs],
        steps: works.map((work) => work.slice(work.indexOf(WORK_SEPARATOR) + 1)),
      });
    }
  }
  pairs.sort((a, b) => Math.min(...b.runs) - Math.min(...a.runs));
  return { shown: pairs.slice(0, MAX_PAIRS), all: pairs };
}
