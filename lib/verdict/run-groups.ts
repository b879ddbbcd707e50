import type { ComparisonCell, RunSums } from "./comparison-cell";
import { addRow, type RowTable, rowTable } from "./row-table";
import { addRun, emptyRunSums } from "./run-sums";

/** A group's own rows: from `start` up to `end` of the table. One table for all groups, since memory is taken once. */
export type ClusterRows = RowTable & {
  start: number;
  end: number;
  /** Places of the first and the last start day among these rows. */
  firstDay: number;
  lastDay: number;
  /** The clusters and start days of the whole comparison, in their order. */
  of: { clusters: number; days: readonly string[] };
};

/**
 * All runs of one arm in one step that share a state, what is unknown of them and how they were assigned: exact sums
 * over all clusters, which are few numbers and make every figure, and the linear ones by cluster.
 */
export type RunGroup = Pick<ComparisonCell, "state" | "unknown" | "assign" | "policyVersion"> &
  RunSums & { rows: ClusterRows };

/** Both arms' runs of one step. */
export type StepGroups = { workflow: string; step: string; candidate: RunGroup[]; baseline: RunGroup[] };

type Arm = "candidate" | "baseline";
/** The cells of a group before they are summed up. */
type Bundle = ComparisonCell[];
type Placing = {
  clusterPlace: Map<string, number>;
  dayPlace: Map<string, number>;
  of: ClusterRows["of"];
  /** Place of the last day that counts. */
  lastDay: number;
  table: RowTable;
  used: { rows: number };
};
type StepBundles = { workflow: string; step: string } & Record<Arm, Bundle[]>;

/**
 * Cells by step, in the order of workflow and step. However an arm was cut into cells, and in whatever order they come,
 * the groups are the same to the last digit. This is the one place that reads every cell; all that follows reads groups.
 * Runs that started after `until` (a day; null = none) do not count.
 */
export function cellsByStep(
  baseline: readonly ComparisonCell[],
  candidate: readonly ComparisonCell[],
  until: string | null = null,
): StepGroups[] {
  const { clusterPlace, dayPlace } = placesOf([baseline, candidate]);
  const days = [...dayPlace.keys()];
  const tooLate = until === null ? -1 : days.findIndex((day) => day > until);
  const placing: Placing = {
    clusterPlace,
    dayPlace,
    of: { clusters: clusterPlace.size, days },
    lastDay: tooLate < 0 ? days.length : tooLate - 1,
    table: rowTable(baseline.length + candidate.length),
    used: { rows: 0 },
  };
  const steps = new Map<string, Map<string, StepBundles>>();
  bundle(steps, baseline, "baseline");
  bundle(steps, candidate, "candidate");
  const sumUp = (bundles: Bundle[]) =>
    bundles
      .map((cells) => sumGroup(cells, placing))
      .filter(({ n }) => n > 0)
      .sort(byKey);
  return [...steps.values()]
    .flatMap((ofWorkflow) => [...ofWorkflow.values()])
    .sort((a, b) => compareText(a.workflow, b.workflow) || compareText(a.step, b.step))
    .map(({ workflow, step, ...arms }) => ({
      workflow,
      step,
      candidate: sumUp(arms.candidate),
      baseline: sumUp(arms.baseline),
    }))
    .filter(({ candidate: one, baseline: other }) => one.length + other.length > 0);
}

/** Runs that are in these groups. */
export function countRuns(groups: readonly { n: number }[]): number {
  return groups.reduce((runs, { n }) => runs + n, 0);
}

/** Groups (or cells) in which every field of `needed` (bits of `UNKNOWN`) is known. */
export function knownRuns<T extends { unknown: number }>(groups: readonly T[], needed: number): readonly T[] {
  return needed === 0 ? groups : groups.filter((group) => (group.unknown & needed) === 0);
}

/** How many clusters, or start days, these groups have runs in. */
export function countPlaces(groups: readonly RunGroup[], of: "cluster" | "day"): number {
  const first = groups[0];
  if (!first) return 0;
  const seen = new Uint8Array(of === "cluster" ? first.rows.of.clusters : first.rows.of.days.length);
  let count = 0;
  for (const { rows } of groups) {
    const places = rows[of];
    for (let row = rows.start; row < rows.end; row++) {
      const place = places[row] ?? 0;
      count += 1 - (seen[place] ?? 0);
      seen[place] = 1;
    }
  }
  return count;
}

/** Share of an arm's runs in clusters that the other arm has in the same step, the smaller of the two arms'; 0 to 1. */
export function sharedClusterShare(steps: readonly StepGroups[]): number {
  const runs = { candidate: 0, baseline: 0 };
  const shared = { candidate: 0, baseline: 0 };
  for (const step of steps) {
    const placesOfArm = (arm: Arm) =>
      new Set(step[arm].flatMap(({ rows }) => [...rows.cluster.subarray(rows.start, rows.end)]));
    for (const [arm, other] of [
      ["candidate", placesOfArm("baseline")] as const,
      ["baseline", placesOfArm("candidate")] as const,
    ]) {
      for (const { n, rows } of step[arm]) {
        runs[arm] += n;
        for (let row = rows.start; row < rows.end; row++) {
          if (other.has(rows.cluster[row] ?? -1)) shared[arm] += rows.columns.n[row] ?? 0;
        }
      }
    }
  }
  const share = (arm: Arm) => (runs[arm] === 0 ? 0 : shared[arm] / runs[arm]);
  return Math.min(share("candidate"), share("baseline"));
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function byKey(a: RunGroup, b: RunGroup): number {
  return (
    compareText(a.assign, b.assign) ||
    a.policyVersion - b.policyVersion ||
    compareText(a.state, b.state) ||
    a.unknown - b.unknown
  );
}

/** Each distinct cluster's and start day's place in their sorted order. In the live design the two are the same. */
function placesOf(arms: readonly (readonly ComparisonCell[])[]): Pick<Placing, "clusterPlace" | "dayPlace"> {
  const clusters = new Set<string>();
  const days = new Set<string>();
  for (const cells of arms) {
    for (const { cluster, day } of cells) {
      clusters.add(cluster);
      if (cluster !== day) days.add(day);
    }
  }
  const inOrder = (values: Set<string>) => new Map([...values].sort().map((value, place) => [value, place]));
  const clusterPlace = inOrder(clusters);
  if (days.size === 0) return { clusterPlace, dayPlace: clusterPlace };
  for (const cells of arms) for (const { day } of cells) days.add(day);
  return { clusterPlace, dayPlace: inOrder(days) };
}

/** Sorts the cells of one arm into bundles with one key each. */
function bundle(steps: Map<string, Map<string, StepBundles>>, cells: readonly ComparisonCell[], arm: Arm): void {
  let current: StepBundles | undefined;
  for (const cell of cells) {
    // Cells mostly come step by step: the last one is looked at before the maps are.
    if (!current || current.step !== cell.step || current.workflow !== cell.workflow) {
      current = findStep(steps, cell);
    }
    const bundles = current[arm];
    const known = bundles.find(
      ([first]) =>
        first !== undefined &&
        first.unknown === cell.unknown &&
        first.state === cell.state &&
        first.policyVersion === cell.policyVersion &&
        first.assign === cell.assign,
    );
    if (known) known.push(cell);
    else bundles.push([cell]);
  }
}

function findStep(steps: Map<string, Map<string, StepBundles>>, { workflow, step }: ComparisonCell): StepBundles {
  let ofWorkflow = steps.get(workflow);
  if (!ofWorkflow) {
    ofWorkflow = new Map();
    steps.set(workflow, ofWorkflow);
  }
  let found = ofWorkflow.get(step);
  if (!found) {
    found = { workflow, step, candidate: [], baseline: [] };
    ofWorkflow.set(step, found);
  }
  return found;
}

/** One group of a bundle. Its cells may name a cluster several times: those become one row. */
function sumGroup(cells: Bundle, { clusterPlace, dayPlace, of, lastDay, table, used }: Placing): RunGroup {
  const [first] = cells;
  if (!first) throw new Error("a bundle has a cell");
  const { state, unknown, assign, policyVersion } = first;
  const sums = emptyRunSums();
  const start = used.rows;
  let row = start - 1;
  let last = -1;
  const span = { first: of.days.length, last: -1 };
  for (const cell of inOrder(cells)) {
    const place = clusterPlace.get(cell.cluster) ?? 0;
    const day = dayPlace === clusterPlace ? place : (dayPlace.get(cell.day) ?? 0);
    if (day > lastDay) continue;
    addRun(sums, cell);
    if (day < span.first) span.first = day;
    if (day > span.last) span.last = day;
    if (place !== last) {
      last = place;
      row += 1;
      table.cluster[row] = place;
      table.day[row] = day;
    }
    addRow(table.columns, row, cell);
  }
  used.rows = row + 1;
  const rows = { ...table, start, end: used.rows, firstDay: span.first, lastDay: span.last, of };
  return { state, unknown, assign, policyVersion, ...sums, rows };
}

/** Cells in the order of clusters and days, which is mostly how they come. */
function inOrder(cells: Bundle): Bundle {
  const follows = (cell: ComparisonCell, before: ComparisonCell | undefined) =>
    before === undefined ||
    before.cluster < cell.cluster ||
    (before.cluster === cell.cluster && before.day <= cell.day);
  if (cells.every((cell, index) => follows(cell, cells[index - 1]))) return cells;
  return [...cells].sort((a, b) => compareText(a.cluster, b.cluster) || compareText(a.day, b.day));
}
