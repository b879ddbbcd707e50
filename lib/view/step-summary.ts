import { formatList } from "@/lib/format";
import { type StepComparison, VERDICT_KINDS, type VerdictKind } from "@/lib/verdict/comparison";

const SAID: Partial<Record<VerdictKind, string>> = {
  pays_off: "pays off in",
  pays_if_quality_holds: "pays if quality holds in",
  trade_off: "is a trade-off in",
  does_not_pay: "does not pay in",
  no_material_difference: "makes no material difference in",
};
const MOST_NAMES = 3;

/**
 * What the steps say by themselves where they do not all say what the whole says: "Step by step, it pays off in
 * planning and does not pay in review." null where there is nothing to add, or no step says anything firm.
 */
export function stepSummary(steps: readonly StepComparison[], overall: VerdictKind): string | null {
  const firm = VERDICT_KINDS.flatMap((kind) => {
    const names = steps.filter(({ verdict }) => verdict.kind === kind).map(({ step }) => step);
    const said = SAID[kind];
    return said === undefined || names.length === 0 ? [] : [{ kind, said, names }];
  });
  if (steps.length < 2 || firm.every(({ kind }) => kind === overall)) return null;
  const parts = firm.map(({ said, names }) => `${said} ${namesOf(names)}`);
  const sentence = formatList(parts, "and");
  return `Step by step, it ${sentence}.`;
}

function namesOf(names: string[]): string {
  if (names.length <= MOST_NAMES) return formatList(names, "and");
  const more = names.length - MOST_NAMES + 1;
  return formatList([...names.slice(0, MOST_NAMES - 1), `${more} others`], "and");
}
