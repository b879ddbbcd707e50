import { describe, expect, it } from "vitest";
import { onlyStepOf, termsOf } from "./comparison-terms";
import { savedSettings } from "./saved-settings";
import { DEFAULT_SETTINGS } from "./settings";

const project = { workflow: "", step: "" };
const review = { workflow: "invoices", step: "review" };
const draft = { workflow: "invoices", step: "draft" };
const saved = savedSettings(4, [
  { ...project, name: "lambdaUsd", value: 4 },
  { ...project, name: "acceptanceMargin", value: 0.02 },
  { ...review, name: "lambdaUsd", value: "auto" },
  { ...review, name: "minimumDays", value: 2 },
]);
const look = { design: "live", priceRatio: 1, candidates: 1 } as const;
const live = { ...look, onlyStep: null, set: {} };

describe("termsOf", () => {
  it("judges the whole by the project's, and a step by its own over them", () => {
    expect(termsOf(saved, live)).toEqual({
      settings: { ...DEFAULT_SETTINGS, lambdaUsd: 4, acceptanceMargin: 0.02, ...look },
      stepSettings: [
        {
          ...review,
          settings: { ...DEFAULT_SETTINGS, lambdaUsd: null, acceptanceMargin: 0.02, minimumDays: 2, ...look },
        },
      ],
      whatIf: [],
    });
  });

  it("judges the whole by the step's where it is that step alone", () => {
    expect(termsOf(saved, { ...live, onlyStep: review }).settings).toMatchObject({ lambdaUsd: null, minimumDays: 2 });
    expect(termsOf(saved, { ...live, onlyStep: draft })).toMatchObject({
      settings: { lambdaUsd: 4 },
      stepSettings: [],
    });
  });

  it("lets the look win over both, and names what it made up", () => {
    const asked = termsOf(saved, { ...live, set: { lambdaUsd: 9, acceptanceMargin: 0.02 } });
    expect(asked.settings.lambdaUsd).toBe(9);
    expect(asked.stepSettings[0]?.settings).toMatchObject({ lambdaUsd: 9, minimumDays: 2 });
    expect(asked.whatIf).toEqual(["lambdaUsd"]);
  });

  it("calls it a what-if as soon as one step would be judged otherwise", () => {
    expect(termsOf(saved, { ...live, set: { lambdaUsd: 4 } }).whatIf).toEqual(["lambdaUsd"]);
    expect(termsOf(saved, { ...live, set: { lambdaUsd: 4 }, onlyStep: draft }).whatIf).toEqual([]);
  });
});

describe("onlyStepOf", () => {
  it.each([
    [["review"], [review, review], review],
    [["review"], [review, { ...review, workflow: "mail" }], null],
    [["review", "draft"], [review], null],
    [[], [review], null],
    [["review"], [], null],
  ])("filter %j", (filtered, cells, step) => {
    expect(onlyStepOf(filtered, cells)).toEqual(step);
  });
});
