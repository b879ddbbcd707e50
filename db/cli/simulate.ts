import { EVALUATIONS } from "@/lib/verdict/simulation/evaluation-table";
import { againstStated, type Figure, missesTarget, type Simulation } from "@/lib/verdict/simulation/figure";
import { LABELS } from "@/lib/verdict/simulation/labels-table";
import { MIXES } from "@/lib/verdict/simulation/mixes-table";
import { OFF_POLICY } from "@/lib/verdict/simulation/off-policy-table";
import { PEEKS } from "@/lib/verdict/simulation/peeks-table";
import { SNAPSHOT, SNAPSHOT_CHEAPER } from "@/lib/verdict/simulation/snapshot-table";

const SIMULATIONS: Record<string, Simulation> = {
  snapshot: SNAPSHOT,
  "snapshot-cheaper": SNAPSHOT_CHEAPER,
  mixes: MIXES,
  peeks: PEEKS,
  evaluation: EVALUATIONS,
  "off-policy": OFF_POLICY,
  verdicts: LABELS,
};

const LEGEND = `Simulated with the functions that the product uses, seeded. Below each figure, in brackets, the specification's own.
▲ ▼ above or below it by more than the Monte-Carlo error of both (3 standard errors); ! misses a target (by 2 of ours).`;

/** One figure with a target, as the summary counts it. */
type Held = { where: string; figure: Figure };

/** `npm run stats:simulate [-- NAME…]`. @returns the exit code: 1 where a target is missed beyond Monte-Carlo error. */
export function simulate(names: string[]): number {
  const unknown = names.find((name) => !SIMULATIONS[name]);
  if (unknown) {
    console.error(`There is no simulation "${unknown}". There are: ${Object.keys(SIMULATIONS).join(", ")}.`);
    return 1;
  }
  console.log(LEGEND);
  const startedAt = Date.now();
  const held = Object.entries(SIMULATIONS).flatMap(([name, simulation]) =>
    names.length === 0 || names.includes(name) ? print(name, simulation) : [],
  );
  const missed = held.filter(({ figure }) => missesTarget(figure));
  for (const { where, figure } of missed) console.log(`Missed: ${where}: ${textOf(figure)}, asked ${askedOf(figure)}`);
  console.log(`\nTargets: ${held.length - missed.length} of ${held.length} kept. ${secondsSince(startedAt)} s in all.`);
  return missed.length === 0 ? 0 : 1;
}

const NAME_WIDTH = 48;

/** Prints a table row by row, then what its columns had to keep. */
function print(name: string, { title, columns, repetitions, rows }: Simulation): Held[] {
  const startedAt = Date.now();
  const widths = columns.map((column) => Math.max(column.length, 12) + 2);
  const line = (first: string, cells: readonly string[]) =>
    console.log(first.padEnd(NAME_WIDTH) + cells.map((cell, i) => cell.padStart(widths[i] ?? 0)).join(""));
  console.log(`\n── ${name}. ${title}\n`);
  line("", columns);
  const held = columns.map((): Held[] => []);
  for (const row of rows(repetitions)) {
    line(
      row.name,
      row.figures.map((figure) => (figure === null ? "" : textOf(figure) + markOf(figure))),
    );
    if (row.figures.some((figure) => figure?.stated)) line("", row.figures.map(statedOf));
    row.figures.forEach((figure, i) => {
      if (figure?.target) held[i]?.push({ where: `${name}, ${row.name}, ${columns[i]}`, figure });
    });
  }
  console.log("");
  held.forEach((figures, i) => {
    const [first] = figures;
    if (first) console.log(`${columns[i]}: ${summaryOf(figures.map(({ figure }) => figure))}`);
  });
  console.log(`${repetitions} repetitions a setting, ${secondsSince(startedAt)} s`);
  return held.flat();
}

function summaryOf(figures: readonly Figure[]): string {
  const low = Math.min(...figures.map((figure) => figure.low));
  const high = Math.max(...figures.map((figure) => figure.high));
  const asked = [...new Set(figures.map(askedOf))].join(" or ");
  const missed = figures.filter(missesTarget).length;
  return `${spanOf(low, high)}, asked ${asked}: ${missed === 0 ? "kept" : `MISSED ${missed} of ${figures.length} times`}`;
}

function askedOf({ target }: Figure): string {
  if (target === null) return "nothing";
  if (target === "stated") return "no less than stated";
  return target.low === 0 ? `at most ${share(target.high)}` : `${share(target.low)} to ${share(target.high)}`;
}

const secondsSince = (startedAt: number): number => Math.round((Date.now() - startedAt) / 1000);

/** Three decimals without the zero in front, as in the specification. */
const share = (value: number): string => value.toFixed(3).replace(/^0/, "");

const spanOf = (low: number, high: number): string => (low === high ? share(low) : `${share(low)}–${share(high)}`);

function textOf({ unit, low, high }: Figure): string {
  if (unit === "runs") return String(low);
  return unit === "ratio" ? low.toFixed(2) : spanOf(low, high);
}

function markOf(figure: Figure): string {
  const place = againstStated(figure);
  return (place === "within" ? "" : place === "above" ? "▲" : "▼") + (missesTarget(figure) ? "!" : "");
}

function statedOf(figure: Figure | null): string {
  return figure?.stated ? `(${textOf({ ...figure, ...figure.stated })})` : "";
}
