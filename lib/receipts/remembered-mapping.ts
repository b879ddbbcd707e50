import { compilePath, type Mapping, type Source } from "./mapping";

/** What of a mapping may serve for the next file of its kind: a time that one file was given is not the next one's. */
export function withoutFixedTime(mapping: Mapping): Mapping {
  const { started_at: time, ...rest } = mapping;
  return time === undefined || isConstant(time) ? rest : mapping;
}

/**
 * A remembered mapping for a file at hand. What it takes from a path that no record here has is guessed afresh, or
 * left out; a required field that is left out is for the person to give.
 *
 * @returns also the targets whose value is the same for all, carried over from the file before: they are to be shown
 * as that, since nothing in this file speaks for them.
 */
export function recallMapping(
  remembered: Mapping,
  guess: Mapping,
  sample: Record<string, unknown>[],
): { mapping: Mapping; carried: string[] } {
  const isHere = (path: string) => sample.map(compilePath(path)).some((value) => value !== undefined);
  const entries = Object.entries(remembered).flatMap(([target, source]): [string, Source][] => {
    const path = typeof source === "string" ? source : "path" in source ? source.path : null;
    if (path === null || isHere(path)) return [[target, source]];
    const fresh = guess[target];
    return fresh === undefined ? [] : [[target, fresh]];
  });
  return {
    mapping: Object.fromEntries(entries),
    carried: entries.flatMap(([target, source]) => (isConstant(source) ? [target] : [])),
  };
}

function isConstant(source: Source): boolean {
  return typeof source === "object" && "const" in source;
}
