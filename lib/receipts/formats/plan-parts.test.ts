import { describe, expect, it } from "vitest";
import { compareAsByAlias } from "../model-names";
import type { PricedReceipt, Receipt } from "../receipt";
import type { StoredReceipt } from "../stored-receipt";
import { callPart } from "./call-part";
import type { KnownPart } from "./known-part";
import { mergeParts, planParts } from "./plan-parts";
import type { RunPart } from "./source-format";

const at = "2026-11-02T09:30:00.000Z";
const call = (id: string, output: number, runId = "run"): RunPart => ({
  ...{ id, runId },
  part: callPart({
    ...{ at, model: "gpt-5.5", stopReason: "end" },
    tokens: { uncachedInput: 10, cacheRead: null, cacheWrite: null, output, reasoning: null },
  }),
});
const facts = (status: "accepted" | "rejected"): RunPart => ({
  ...{ id: "f", runId: "run" },
  part: { kind: "facts", at, facts: { workflow: "w", step: "s", status } },
});
const price = (receipt: Receipt): PricedReceipt => ({
  ...receipt,
  ...{ costNanoUsd: null, costSource: "unpriced", computedCostNanoUsd: null, priceVersion: null },
});
const context = {
  ...{ uploadId: "u", now: at, dayOf: (instant: string) => instant.slice(0, 10), price },
  compareAs: compareAsByAlias([]),
};

/** What is planned for one run of which these parts were and are known. */
function plan(before: RunPart[], after: RunPart[], known: StoredReceipt | null, id = "run") {
  return planParts(
    new Map([[id, { before, after }]]),
    new Map(known ? [[id, known]] : []),
    new Map([[id, 7]]),
    context,
  );
}
function stored(parts: RunPart[], change: Partial<StoredReceipt> = {}): StoredReceipt {
  const after = plan([], parts, null).changes[0]?.after;
  if (!after) throw new Error("these parts are no run");
  return { ...after, ...change };
}

describe("mergeParts", () => {
  const item = (part: RunPart) => ({ line: 1, part });
  const known = (part: RunPart, source = "u"): KnownPart => ({ ...part, sources: [source], versions: null });

  it("takes what is new or says more, and counts what says nothing new", () => {
    const { changed, duplicates } = mergeParts(
      [call("a", 5), call("a", 3), call("a", 9), call("b", 1), call("b", 1)].map(item),
      "u",
      new Map([["a", known(call("a", 5))]]),
    );
    expect([...changed.values()]).toEqual([call("a", 9), call("b", 1)].map((part) => known(part)));
    expect(duplicates).toBe(3);
  });

  it("knows a part again whose fields were stored in another order", () => {
    const { part } = call("a", 5);
    const other = { id: "a", runId: "run", part: Object.fromEntries(Object.entries(part).reverse()) } as RunPart;
    expect(mergeParts([item(call("a", 5))], "u", new Map([["a", known(other)]]))).toMatchObject({ duplicates: 1 });
  });

  it("notes a source that brought what was known, and what it brought where that is less", () => {
    const stored = new Map(["a", "b"].map((id) => [id, known(call(id, 5), "other")]));
    const { changed, noted, duplicates } = mergeParts([call("a", 5), call("b", 3)].map(item), "u", stored);
    expect(changed.size).toBe(0);
    expect(duplicates).toBe(2);
    const { runId, part } = call("b", 3);
    expect([...noted.values()]).toEqual([
      { ...call("a", 5), sources: ["other", "u"], versions: null },
      { ...call("b", 5), sources: ["other", "u"], versions: { u: { runId, part } } },
    ]);
  });

  it("moves a part to the lesser run, which is a change", () => {
    const { changed } = mergeParts([item(call("a", 5, "run-0"))], "u", new Map([["a", known(call("a", 5, "run-1"))]]));
    expect(changed.get("a")?.runId).toBe("run-0");
  });
});

describe("planParts", () => {
  it("places a new run where it was first met", () => {
    const made = plan([], [call("a", 5)], null);
    expect(made.removed).toEqual([]);
    expect(made.changes).toMatchObject([{ before: null, after: { id: "run", uploadId: "u", uploadLine: 7 } }]);
  });

  it("amends what the parts now make of it", () => {
    const before = [call("a", 5)];
    const made = plan(before, [...before, call("b", 6)], stored(before));
    expect(made.changes).toMatchObject([
      { before: { id: "run" }, after: { id: "run", tokens: { output: 11 }, attempts: [{}, {}] } },
    ]);
  });

  it("plans nothing where the parts come to the same", () => {
    const parts = [call("a", 5), facts("accepted")];
    expect(plan(parts, parts, stored(parts))).toEqual({ changes: [], removed: [], handedOn: [] });
  });

  it.each<[string, RunPart[], RunPart[], Partial<StoredReceipt>, object]>([
    [
      "what a person set stays, and the rest follows the parts",
      [call("a", 5)],
      [call("a", 9)],
      { status: "accepted", humanEdits: 2, stopReason: "by hand" },
      { status: "accepted", humanEdits: 2, stopReason: "by hand", tokens: { output: 9 } },
    ],
    [
      "what a person set stays also where the source changes its mind",
      [call("a", 5), facts("accepted")],
      [call("a", 5), facts("rejected"), call("b", 1)],
      { status: "abandoned" },
      { status: "abandoned", tokens: { output: 6 } },
    ],
    [
      "what nobody touched follows the source",
      [call("a", 5), facts("accepted")],
      [call("a", 5), facts("rejected")],
      {},
      { status: "rejected" },
    ],
  ])("%s", (_, before, after, change, expected) => {
    const made = plan(before, after, stored(before, change));
    expect(made.changes).toHaveLength(1);
    expect(made.changes[0]?.after).toMatchObject(expected);
  });

  it("removes a run that lost all its parts, and no receipt that never had any", () => {
    const known = stored([call("a", 5)]);
    expect(plan([call("a", 5)], [], known)).toMatchObject({ changes: [], removed: [known] });
    expect(plan([], [], known)).toMatchObject({ changes: [], removed: [] });
  });
});
