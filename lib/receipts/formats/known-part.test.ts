import fc from "fast-check";
import { expect, it } from "vitest";
import { bring, type KnownPart, takeOut } from "./known-part";
import type { RunPart } from "./source-format";
import { anyPart } from "./testing/parts";

type Brought = { source: string; part: RunPart };

const brought: fc.Arbitrary<Brought[]> = fc.array(
  fc.record({ source: fc.constantFrom("u1", "u2", "u3", ""), part: anyPart.map((part) => ({ ...part, id: "p" })) }),
  { minLength: 1, maxLength: 12 },
);
const all = (list: readonly Brought[]) =>
  list.reduce<KnownPart | undefined>((known, { source, part }) => bring(known, source, part), undefined);
/** Whatever the order in which sources came, and in which fields were written. */
const canonical = (known: KnownPart | null | undefined) => known && { ...known, sources: [...known.sources].sort() };

it("is, without a source, what it would be had the source never brought anything", () => {
  fc.assert(
    fc.property(brought, fc.constantFrom("u1", "u2", "u3", ""), (list, source) => {
      const known = all(list);
      const without = list.filter((each) => each.source !== source);
      expect(canonical(known && takeOut(known, source))).toEqual(canonical(all(without) ?? null));
    }),
    { numRuns: 3_000 },
  );
});

it("is the same in whatever order sources come, and stays the same object where one brings no more", () => {
  fc.assert(
    fc.property(
      brought.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        const known = all(list);
        expect(canonical(all(shuffled))).toEqual(canonical(known));
        for (const { source, part } of list) expect(bring(known, source, part)).toBe(known);
      },
    ),
    { numRuns: 2_000 },
  );
});

it("keeps nothing beside the whole while all sources bring the same", () => {
  fc.assert(
    fc.property(anyPart, (part) => {
      expect(all(["a", "b", "c"].map((source) => ({ source, part })))?.versions).toBeNull();
    }),
  );
});
