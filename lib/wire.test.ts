import { describe, expect, it } from "vitest";
import { toWire, verbatim } from "./wire";

describe("toWire", () => {
  it("turns field names into snake_case, deep", () => {
    expect(toWire({ runsNeeded: 3, steps: [{ costPerAccepted: 1.5, sub: null }] })).toEqual({
      runs_needed: 3,
      steps: [{ cost_per_accepted: 1.5, sub: null }],
    });
  });

  it("leaves out undefined and keeps the keys of data", () => {
    expect(toWire({ reason: undefined, labels: verbatim({ customerName: "x", inIt: [{ aB: 1 }] }) })).toEqual({
      labels: { customerName: "x", inIt: [{ aB: 1 }] },
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %s, naming the field", (bad) => {
    expect(() => toWire({ overall: { low: bad } })).toThrow("/overall/low");
  });

  it("gives a sum beyond 2^53 as the nearest number", () => {
    expect(toWire(12_345_678_901n)).toBe(12_345_678_901);
  });
});
