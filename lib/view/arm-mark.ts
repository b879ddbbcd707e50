import { formatArm } from "@/lib/receipts/arm";
import { distinctArms, pooledArms } from "./arm-text";

/** How an arm is told apart in pictures: one of eight colours (`--series-1` …), and always a second sign. */
export type ArmMark = { colour: string; shape: ArmShape; dash: string };

const SHAPES = ["circle", "square", "diamond", "triangle", "wedge", "cross", "bar", "ring"] as const;
export type ArmShape = (typeof SHAPES)[number];
const DASHES = ["0", "7 3", "2 3", "9 3 2 3", "5 2", "1 2", "12 4", "4 4 1 4"];
const PLACES = SHAPES.length;

/**
 * The marks of a project's arms, by their names in a URL (`formatArm`): give all arms of the project, not only those
 * of a page, and an arm keeps its mark on every screen. Eight arms have eight colours; each further arm shares one,
 * with another shape. A name wants the place that its letters come to, so that a new arm moves as few as possible.
 */
export function armMarks(names: string[]): (name: string) => ArmMark {
  const places = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of [...new Set(names)].sort()) {
    const round = Math.floor(places.size / PLACES) * PLACES;
    let step = 0;
    while (taken.has(round + ((hash(name) + step) % PLACES))) step++;
    const place = round + ((hash(name) + step) % PLACES);
    taken.add(place);
    places.set(name, place);
  }
  return (name) => markAt(places.get(name) ?? hash(name) % PLACES);
}

/** The marks of all arms of a project, as one would name them; give `listArms` without a filter. */
export function projectMarks(
  rows: { model: string; effort: string; serviceTier: string; runs: number }[],
): (name: string) => ArmMark {
  return armMarks([...distinctArms(rows), ...pooledArms(rows)].map(({ arm }) => formatArm(arm)));
}

function markAt(place: number): ArmMark {
  // In each round of eight the shapes move on by one against the colours.
  const other = (place + Math.floor(place / PLACES)) % PLACES;
  return {
    colour: `var(--series-${(place % PLACES) + 1})`,
    shape: SHAPES[other] ?? "circle",
    dash: DASHES[other] ?? "0",
  };
}

/** FNV-1a, the same on every machine. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
