import { describe, expect, it } from "vitest";
import type { Mapping } from "./mapping";
import { recallMapping, withoutFixedTime } from "./remembered-mapping";

describe("withoutFixedTime", () => {
  it.each<[Mapping, Mapping]>([
    [{ started_at: { const: "2024-06-20T00:00:00Z" }, workflow: { const: "w" } }, { workflow: { const: "w" } }],
    [
      { started_at: "ts", step: "s" },
      { started_at: "ts", step: "s" },
    ],
    [
      { started_at: { path: "ts", default: "2024-06-20T00:00:00Z" } },
      { started_at: { path: "ts", default: "2024-06-20T00:00:00Z" } },
    ],
    [{ step: "s" }, { step: "s" }],
  ])("of %j", (mapping, remembered) => {
    expect(withoutFixedTime(mapping)).toEqual(remembered);
  });
});

describe("recallMapping", () => {
  const sample = [
    { ts: "2026-01-01T00:00:00Z", m: "a" },
    { ts: "2026-01-01T00:00:00Z", m: "a", x: { s: null } },
  ];

  it("keeps what the file has, guesses afresh what it has not, and names constants", () => {
    const remembered: Mapping = {
      workflow: { const: "bench" },
      model: "m",
      step: "x.s",
      started_at: "begun",
      status: { path: "verdict", values: { ok: "accepted" } },
      lane: "gone",
    };
    const guess: Mapping = { started_at: "ts", model: "other", workflow: "x.w", status: "state" };
    expect(recallMapping(remembered, guess, sample)).toEqual({
      mapping: { workflow: { const: "bench" }, model: "m", step: "x.s", started_at: "ts", status: "state" },
      carried: ["workflow"],
    });
  });

  it("leaves a time out that was not remembered, whatever could be guessed: it is to be given", () => {
    expect(recallMapping({ model: "m" }, { started_at: "ts", model: "m" }, sample).mapping).toEqual({ model: "m" });
  });
});
