import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fullerPart } from "./fuller-part";
import { runOf } from "./run-of";
import type { RunPart } from "./source-format";
import { anyPart } from "./testing/parts";

const two = fc
  .tuple(anyPart, anyPart)
  .map((parts) => parts.map((part) => ({ ...part, id: "p" })) as [RunPart, RunPart]);
const three = fc
  .tuple(anyPart, anyPart, anyPart)
  .map((parts) => parts.map((part) => ({ ...part, id: "p" })) as [RunPart, RunPart, RunPart]);

/** What is kept of parts that come one after the other. */
function fold(parts: readonly RunPart[], known: ReadonlyMap<string, RunPart> = new Map()): Map<string, RunPart> {
  const folded = new Map(known);
  for (const part of parts) folded.set(part.id, fullerPart(folded.get(part.id) ?? part, part));
  return folded;
}
const sorted = (parts: Map<string, RunPart>) => [...parts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
function runsOf(parts: Map<string, RunPart>) {
  const ids = [...new Set([...parts.values()].map(({ runId }) => runId))].sort();
  return ids.map((id) =>
    runOf(
      id,
      [...parts.values()].filter(({ runId }) => runId === id),
    ),
  );
}

describe("fullerPart", () => {
  it("is commutative", () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        expect(fullerPart(a, b)).toEqual(fullerPart(b, a));
      }),
      { numRuns: 2_000 },
    );
  });

  it("is associative", () => {
    fc.assert(
      fc.property(three, ([a, b, c]) => {
        expect(fullerPart(fullerPart(a, b), c)).toEqual(fullerPart(a, fullerPart(b, c)));
      }),
      { numRuns: 4_000 },
    );
  });

  it("is idempotent, also of what it has made", () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        expect(fullerPart(a, a)).toEqual(a);
        const joined = fullerPart(a, b);
        expect(fullerPart(joined, a)).toEqual(joined);
        expect(fullerPart(joined, b)).toEqual(joined);
      }),
      { numRuns: 2_000 },
    );
  });

  it("takes the call with more output whole, from the first time to the last", () => {
    const part = (at: string, output: number | null, model: string): RunPart => ({
      ...{ id: "p", runId: "r" },
      part: {
        ...{ kind: "call", at, endAt: at, model, provider: null, effort: null, serviceTier: null, stopReason: null },
        tokens: { uncachedInput: 3, cacheRead: null, cacheWrite: null, output, reasoning: null },
        ...{ cacheWrite1h: null, reportedCostNanoUsd: null, failed: false },
      },
    });
    const [early, late] = ["2026-11-02T09:30:00.000Z", "2026-11-02T09:31:00.000Z"];
    const joined = fullerPart(part(early, 1, "fallback"), part(late, 60, "final")).part;
    expect(joined).toMatchObject({ at: early, endAt: late, model: "final", tokens: { output: 60 } });
    expect(fullerPart(part(early, null, "a"), part(late, 0, "b")).part).toMatchObject({ model: "b" });
  });
});

it("comes to the same runs in whatever order, files and number its parts come", () => {
  const scenario = fc
    .array(anyPart, { minLength: 1, maxLength: 14 })
    .chain((parts) =>
      fc.tuple(
        fc.constant(parts),
        fc.shuffledSubarray(parts, { minLength: parts.length }),
        fc.array(fc.constantFrom(...parts), { maxLength: 8 }),
        fc.nat(parts.length),
      ),
    );
  fc.assert(
    fc.property(scenario, ([parts, shuffled, again, cut]) => {
      const whole = fold(parts);
      const files = [shuffled.slice(0, cut), again, shuffled.slice(cut), again];
      const inFiles = files.reduce((known, file) => fold(file, known), new Map<string, RunPart>());
      expect(sorted(inFiles)).toEqual(sorted(whole));
      expect(runsOf(inFiles)).toEqual(runsOf(whole));
    }),
    { numRuns: 1_000 },
  );
});
