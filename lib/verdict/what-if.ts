import { addExact, type Exact, exact } from "@/lib/receipts/exact";
import type { LinearField } from "./row-table";
import type { RunGroup, StepGroups } from "./run-groups";

/** The same runs under another assumption, to see whether a verdict hangs on it. */

/** Every pending run taken as accepted. */
export function pendingAccepted(groups: readonly RunGroup[]): RunGroup[] {
  return groups.map((group) => {
    if (group.state !== "pending") return group;
    const changed = { nAcc: group.n, cAcc: group.cSum, hAcc: group.hSum };
    return { ...group, ...changed, state: "resolved", rows: withColumns(group, ({ n }) => ({ nAcc: n })) };
  });
}

/**
 * Errored runs left out. Sums do not keep the cost of errored runs apart, so each is taken to have cost (and taken
 * minutes) as the runs without acceptance did on average; what varies among the others stays.
 */
export function withoutErrored(groups: readonly RunGroup[]): RunGroup[] {
  return groups
    .map((group) => {
      if (group.nErr === 0) return group;
      const gone = BigInt(group.nErr);
      const unaccepted = BigInt(group.n - group.nAcc);
      const cost = (BigInt(group.cSum) - BigInt(group.cAcc)) / unaccepted;
      const minutes = (BigInt(group.hSum) - BigInt(group.hAcc)) / unaccepted;
      const less = (sum: Exact, each: bigint) => addExact(sum, exact(-gone * each));
      return {
        ...group,
        n: group.n - group.nErr,
        nErr: 0,
        cSum: less(group.cSum, cost),
        cSq: less(group.cSq, cost * cost),
        hSum: less(group.hSum, minutes),
        hSq: less(group.hSq, minutes * minutes),
        chSum: less(group.chSum, cost * minutes),
        rows: withColumns(group, ({ n, nErr, cSum, hSum }) => {
          const lessByRow = (column: Float64Array, each: number) =>
            column.map((value, row) => value - each * (nErr[row] ?? 0));
          return {
            n: lessByRow(n, 1),
            nErr: new Float64Array(nErr.length),
            cSum: lessByRow(cSum, Number(cost)),
            hSum: lessByRow(hSum, Number(minutes)),
          };
        }),
      };
    })
    .filter(({ n }) => n > 0);
}

/** Steps with one arm's runs, or both arms', under another assumption. */
export function supposing(
  steps: readonly StepGroups[],
  assumption: (groups: readonly RunGroup[]) => RunGroup[],
  arms: readonly ("baseline" | "candidate")[],
): StepGroups[] {
  return steps.map((step) => ({
    ...step,
    ...Object.fromEntries(arms.map((arm) => [arm, assumption(step[arm])])),
  }));
}

type Columns = Record<LinearField, Float64Array>;

/** A group's rows in a table of their own, with some columns changed. */
function withColumns({ rows }: RunGroup, change: (columns: Columns) => Partial<Columns>): RunGroup["rows"] {
  const { start, end, ...others } = rows;
  const own = Object.fromEntries(
    Object.entries(rows.columns).map(([field, column]) => [field, column.slice(start, end)]),
  ) as Columns;
  return {
    ...others,
    cluster: rows.cluster.slice(start, end),
    day: rows.day.slice(start, end),
    columns: { ...own, ...change(own) },
    start: 0,
    end: end - start,
  };
}
