type Limits = { low: number; high: number };

/** A simulated figure, and what it is held against. */
export type Figure = Limits & {
  /** A share of repetitions, the mean of a ratio, or a number of runs. `low` and `high` differ where it sums up several. */
  unit: "share" | "ratio" | "runs";
  repetitions: number;
  /** The figure of the specification, itself simulated; null where it gives none for these circumstances. */
  stated: Limits | null;
  /** What it has to keep to be trusted: limits, or for a cover not to lie below the stated one. */
  target: Limits | "stated" | null;
};

export type Row = { name: string; figures: readonly (Figure | null)[] };

/** What `npm run stats:simulate` prints: rows as they come, since a table takes a minute. */
export type Simulation = {
  title: string;
  columns: readonly string[];
  /** Repetitions that end in a minute or so. */
  repetitions: number;
  rows: (repetitions: number) => Iterable<Row>;
};

/** What is known of a figure beside its value. */
type HeldAgainst = { stated?: readonly number[] | undefined; target?: Figure["target"] };

function limits(values: readonly number[]): Limits {
  return { low: Math.min(...values), high: Math.max(...values) };
}

/** A share, or the range of several simulated alike. */
export function shareFigure(
  shares: number | readonly number[],
  repetitions: number,
  { stated, target = null }: HeldAgainst = {},
): Figure {
  const range = limits(typeof shares === "number" ? [shares] : shares);
  return { ...range, unit: "share", repetitions, stated: stated ? limits(stated) : null, target };
}

export const ratioFigure = (value: number, repetitions: number, held: HeldAgainst = {}): Figure => ({
  ...shareFigure(value, repetitions, held),
  unit: "ratio",
});

/** A number of runs; null where there is none. */
export const runsFigure = (runs: number | null, repetitions: number): Figure | null =>
  runs === null ? null : { ...shareFigure(runs, repetitions), unit: "runs" };

/** Repetitions behind the stated figures, about. */
const STATED_REPETITIONS = 2000;

/**
 * Standard errors by which a figure has to leave what it is held against: three where hundreds of stated figures are
 * compared, of which some would leave two by chance; two for targets, so that little can hide behind chance.
 */
const STATED_ERRORS = 3;
const TARGET_ERRORS = 2;

/** Standard error of a share; of one at 0 or 1, as if one more run had come out either way. */
export function standardError(share: number, repetitions: number): number {
  const p = (share * repetitions + 1) / (repetitions + 2);
  return Math.sqrt((p * (1 - p)) / repetitions);
}

type Place = "below" | "within" | "above";

function placeOf({ low, high }: Figure, against: Limits, allowance: (limit: number) => number): Place {
  if (low < against.low - allowance(against.low)) return "below";
  return high > against.high + allowance(against.high) ? "above" : "within";
}

/** Where a figure lies against the stated one, beyond the Monte-Carlo error of both. Only shares have one. */
export function againstStated(figure: Figure): Place {
  const { stated, unit, repetitions } = figure;
  if (stated === null || unit !== "share") return "within";
  const allowance = (share: number) =>
    STATED_ERRORS * Math.hypot(standardError(share, repetitions), standardError(share, STATED_REPETITIONS));
  return placeOf(figure, stated, allowance);
}

/** Whether a figure misses what it has to keep by more than its Monte-Carlo error. */
export function missesTarget(figure: Figure): boolean {
  const { target, unit, repetitions } = figure;
  if (target === null) return false;
  if (target === "stated") return againstStated(figure) === "below";
  const allowance = (limit: number) => (unit === "share" ? TARGET_ERRORS * standardError(limit, repetitions) : 0);
  return placeOf(figure, target, allowance) !== "within";
}
