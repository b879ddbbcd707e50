import { describe, expect, it } from "vitest";
import { savedSettings } from "./saved-settings";
import { newChanges } from "./setting-change";

const project = { workflow: "", step: "" };
const review = { workflow: "invoices", step: "review" };
const saved = savedSettings(2, [
  { ...project, name: "lambdaUsd", value: 4 },
  { ...review, name: "lambdaUsd", value: "auto" },
]);

describe("savedSettings", () => {
  it("counts what is not allowed, or not known, as not set", () => {
    const stored = [
      { ...project, name: "level", value: 7 },
      { ...project, name: "hourlyRateUsd", value: "auto" },
      { ...project, name: "constructor", value: 1 },
      { ...review, name: "minimumDays", value: 2 },
    ];
    expect(savedSettings(1, stored)).toEqual({
      version: 1,
      project: {},
      steps: [{ ...review, own: { minimumDays: 2 } }],
    });
  });
});

describe("newChanges", () => {
  it("are what is not there already, with what was", () => {
    const edits = [
      { ...project, name: "lambdaUsd", value: 4 },
      { ...project, name: "level", value: null },
      { ...project, name: "hourlyRateUsd", value: 60 },
      { ...review, name: "lambdaUsd", value: null },
    ] as const;
    expect(newChanges(saved, edits)).toEqual([
      { ...project, name: "hourlyRateUsd", before: null, after: 60 },
      { ...review, name: "lambdaUsd", before: "auto", after: null },
    ]);
  });

  it("take the last of several words on one setting", () => {
    const edits = [9, 4].map((value) => ({ ...project, name: "lambdaUsd" as const, value }));
    expect(newChanges(saved, edits)).toEqual([]);
    expect(newChanges(saved, edits.reverse())).toEqual([{ ...project, name: "lambdaUsd", before: 4, after: 9 }]);
  });
});
