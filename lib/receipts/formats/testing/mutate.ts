import fc from "fast-check";

/** Values at which readers of foreign records are likely to stumble. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, "", " ", "0", "-1", "1e99", "NaN", "{", "[", "\0", "\ud800", "__proto__"),
  fc.constantFrom<unknown>(0, -0, -1, 0.5, 1e10, 1e10 + 1, 2 ** 53, 1e308, Number.NaN, {}, [], [[]], [null]),
  fc.constantFrom<unknown>("2026-11-02T09:30:00Z", "2026-11-02 09:30:00", "2199-12-31T23:59:59Z", "2026-02-30T00:00Z"),
  fc.string({ unit: "binary" }),
  fc.string({ minLength: 119, maxLength: 400 }),
  fc.double(),
  fc.maxSafeInteger(),
);

/** JSON of these values with up to eight places in it replaced by something odd, by another part of it, or taken out. */
export function mutated(values: readonly unknown[]): fc.Arbitrary<unknown> {
  const place = fc.record({ at: fc.nat(), by: fc.oneof(odd, fc.constant(TAKEN_OUT)), from: fc.option(fc.nat()) });
  return fc
    .tuple(fc.constantFrom(...values), fc.array(place, { maxLength: 8 }))
    .map(([value, places]) => places.reduce<unknown>((whole, each) => replaced(whole, each), value));
}

const TAKEN_OUT = Symbol("taken out");

function replaced(value: unknown, { at, by, from }: { at: number; by: unknown; from: number | null }): unknown {
  const spots = spotsOf(value);
  if (spots.length === 0) return by === TAKEN_OUT ? null : by;
  const spot = spots[at % spots.length]?.join("\u0001");
  const other = from === null ? undefined : valueAt(value, spots[from % spots.length] ?? []);
  const put = other === undefined ? by : other;
  const walk = (node: unknown, path: string[]): unknown => {
    if (typeof node !== "object" || node === null) return node;
    const entries = Object.entries(node).flatMap(([key, child]) => {
      const here = [...path, key];
      if (here.join("\u0001") !== spot) return [[key, walk(child, here)] as const];
      return put === TAKEN_OUT ? [] : [[key, put] as const];
    });
    return Array.isArray(node) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
  };
  return walk(value, []);
}

/** Paths of all that is in a value, the deepest too. */
function spotsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [[...path, key], ...spotsOf(child, [...path, key])]);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, key) => (typeof node === "object" && node !== null ? (node as Record<string, unknown>)[key] : undefined),
    value,
  );
}
