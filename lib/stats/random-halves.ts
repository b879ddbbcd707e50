import { randomWords } from "./random-words";

/**
 * What a unit (a task, or a run that has none) adds up to in one step. `priced` are the runs whose cost is known;
 * `costNanoUsd` is their cost, nano-US$.
 */
export type UnitSums = {
  unit: string;
  step: string;
  runs: number;
  accepted: number;
  priced: number;
  pricedAccepted: number;
  costNanoUsd: number;
};

/** One half's sums in one step. */
export type HalfSums = Omit<UnitSums, "unit" | "step">;

/** Both halves of one split, step by step. */
export type Halves = { first: HalfSums; second: HalfSums }[];

const FIELDS = 5;
const WORD_BITS = 32;

/** The units that were found, those of them with a priced run, and each split, made when it is asked for. */
export type RandomHalves = { units: number; pricedUnits: number; splits: Iterable<Halves> };

/**
 * Splits units in two at random, again and again, and adds up each half by step: each unit goes to either half with
 * chance ½, with all its steps, so that the halves' sizes vary about a half. Deterministic in the seed, whatever the order
 * of `sums`, which holds each unit and step once. Totals are doubles: exact below 2^53, rounded beyond.
 */
export function randomHalves(
  sums: readonly UnitSums[],
  { seed, splits }: { seed: number; splits: number },
): RandomHalves {
  const layout = layOut(sums);
  const { units, pricedUnits } = layout;
  return { units, pricedUnits, splits: split(layout, randomWords(seed), splits) };
}

/** Rows in the order of units, as arrays of numbers: where each adds to, what it adds, and whose it is. */
type Layout = {
  places: Int32Array;
  values: Float64Array;
  unitOf: Int32Array;
  units: number;
  pricedUnits: number;
  steps: number;
};

function layOut(sums: readonly UnitSums[]): Layout {
  const rows = [...sums].sort((a, b) => (a.unit === b.unit ? compare(a.step, b.step) : compare(a.unit, b.unit)));
  const steps = new Map([...new Set(rows.map(({ step }) => step))].sort(compare).map((step, index) => [step, index]));
  const layout: Layout = {
    places: new Int32Array(rows.length),
    values: new Float64Array(rows.length * FIELDS),
    unitOf: new Int32Array(rows.length),
    units: 0,
    pricedUnits: 0,
    steps: steps.size,
  };
  let last: string | null = null;
  let priced = false;
  for (const [index, row] of rows.entries()) {
    if (row.unit !== last) {
      last = row.unit;
      layout.units += 1;
      priced = false;
    }
    if (row.priced > 0 && !priced) {
      layout.pricedUnits += 1;
      priced = true;
    }
    layout.unitOf[index] = layout.units - 1;
    layout.places[index] = (steps.get(row.step) ?? 0) * FIELDS;
    const at = index * FIELDS;
    layout.values[at] = row.runs;
    layout.values[at + 1] = row.accepted;
    layout.values[at + 2] = row.priced;
    layout.values[at + 3] = row.pricedAccepted;
    layout.values[at + 4] = row.costNanoUsd;
  }
  return layout;
}

function* split(layout: Layout, next: () => number, splits: number): Generator<Halves> {
  const { units, steps } = layout;
  const all = new Float64Array(steps * FIELDS);
  addUp(all, layout, new Float64Array(units).fill(1));
  const sides = new Float64Array(units);
  const first = new Float64Array(steps * FIELDS);
  for (let done = 0; done < splits; done += 1) {
    draw(sides, next);
    addUp(first.fill(0), layout, sides);
    const second = all.map((total, index) => total - (first[index] ?? 0));
    yield Array.from({ length: steps }, (_, step) => ({ first: read(first, step), second: read(second, step) }));
  }
}

/** A side for each unit, 0 or 1, a bit each. */
function draw(sides: Float64Array, next: () => number): void {
  let bits = 0;
  for (let unit = 0; unit < sides.length; unit += 1) {
    if (unit % WORD_BITS === 0) bits = next() | 0;
    sides[unit] = bits & 1;
    bits >>= 1;
  }
}

/**
 * Adds every row times its unit's side: a factor of 0 or 1 is several times faster than a branch that nobody can predict,
 * and so are five lines than a loop over five fields.
 */
function addUp(into: Float64Array, { places, values, unitOf }: Layout, sides: Float64Array): void {
  for (let row = 0; row < places.length; row += 1) {
    const side = sides[unitOf[row] as number] as number;
    const place = places[row] as number;
    const from = row * FIELDS;
    (into[place] as number) += side * (values[from] as number);
    (into[place + 1] as number) += side * (values[from + 1] as number);
    (into[place + 2] as number) += side * (values[from + 2] as number);
    (into[place + 3] as number) += side * (values[from + 3] as number);
    (into[place + 4] as number) += side * (values[from + 4] as number);
  }
}

function read(sums: Float64Array, step: number): HalfSums {
  const at = step * FIELDS;
  const [runs = 0, accepted = 0, priced = 0, pricedAccepted = 0, costNanoUsd = 0] = sums.subarray(at, at + FIELDS);
  return { runs, accepted, priced, pricedAccepted, costNanoUsd };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
