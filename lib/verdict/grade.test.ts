import { describe, expect, it } from "vitest";
import { gradeOf, sampleRatioEvidence } from "./grade";
import { cellsByStep } from "./run-groups";
import { cellOfRun } from "./testing/cells";

const onDays = (first: number, last: number, assign: string) =>
  Array.from({ length: last - first + 1 }, (_, i) =>
    cellOfRun({
      day: `2026-11-${String(first + i).padStart(2, "0")}`,
      assign,
      step: "draft",
      workflow: "w",
      policyVersion: 3,
    }),
  );

const onTask = (task: string, day: number) => onDays(day, day, "switch").map((cell) => ({ ...cell, cluster: task }));

describe("gradeOf", () => {
  it.each([
    ["tasks in common", "evaluation", onTask("a", 1), onTask("a", 9), "A"],
    ["an evaluation by name only", "evaluation", onTask("a", 1), onTask("b", 9), "C"],
    ["randomised", "live", onDays(1, 10, "random"), onDays(1, 10, "random"), "A"],
    ["the same period, routed", "live", onDays(1, 10, "routed"), onDays(1, 10, "routed"), "B"],
    ["one arm only routed", "live", onDays(1, 10, "random"), onDays(2, 10, "routed"), "B"],
    ["before and after", "live", onDays(1, 10, "switch"), onDays(11, 20, "switch"), "C"],
    ["most of the baseline lies before", "live", onDays(1, 20, "routed"), onDays(16, 20, "routed"), "C"],
    ["nothing at all", "live", [], [], "C"],
  ] as const)("%s", (_, design, baseline, candidate, grade) => {
    expect(gradeOf(cellsByStep(baseline, candidate), { design }).grade).toBe(grade);
  });
});

describe("sampleRatioEvidence", () => {
  const many = (count: number, assign = "random") => Array.from({ length: count }, () => onDays(1, 1, assign)).flat();
  const allocation = { workflow: "w", step: "draft", policyVersion: 3, candidate: 0.2, baseline: 0.2 };

  it("is large where a promised half and half came out two to one", () => {
    expect(sampleRatioEvidence(cellsByStep(many(60), many(120)), [allocation])).toBeCloseTo(2345.945488710742, 6);
  });

  it("is small where the split is as promised", () => {
    expect(sampleRatioEvidence(cellsByStep(many(100), many(100)), [allocation])).toBeLessThan(1);
  });

  it.each([
    ["nothing was promised", many(50), []],
    ["runs were routed", many(50, "routed"), [allocation]],
  ])("is not given where %s", (_, cells, allocations) => {
    expect(sampleRatioEvidence(cellsByStep(cells, cells), allocations)).toBeNull();
  });
});
