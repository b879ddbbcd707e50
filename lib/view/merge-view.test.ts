import { expect, it } from "vitest";
import { mergeView } from "./merge-view";

const arm = { model: "m", effort: "high", serviceTier: null, moved: 1_200, there: 5 };

it("says how many runs move, and which arms meet", () => {
  expect(mergeView("x", { runs: 1_201, arms: [arm, { ...arm, effort: null, moved: 1, there: 0 }] })).toEqual({
    sentence: "1,201 runs would move into 2 arms; 1 of them has runs already.",
    arms: [
      { arm: "m · high", moved: "1,200", there: "5" },
      { arm: "m · no effort recorded", moved: "1", there: "0" },
    ],
  });
  expect(mergeView("x", { runs: 1, arms: [{ ...arm, moved: 1, there: 0 }] }).sentence).toBe(
    "1 run would move into 1 arm, none of which has runs yet.",
  );
});

it("says why there is nothing to show", () => {
  expect(mergeView("x", { runs: 0, arms: [] })).toMatchObject({
    sentence: expect.stringContaining("sent as x"),
    arms: [],
  });
  expect(mergeView("x", null)).toMatchObject({ sentence: expect.stringContaining("too long"), arms: [] });
});
