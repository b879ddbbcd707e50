import { describe, expect, it } from "vitest";
import { STORY_STEPS } from "./steps";
import { syntheticStory } from "./synthetic-story";

describe("syntheticStory", () => {
  const receipts = [...syntheticStory()];

  it("is the same every time", () => {
    expect([...syntheticStory()]).toEqual(receipts);
    expect([...syntheticStory(1)]).not.toEqual(receipts);
  });

  it("labels every receipt as synthetic and gives each its own id", () => {
    expect(receipts.every((receipt) => (receipt.labels as { synthetic?: string }).synthetic === "true")).toBe(true);
    expect(new Set(receipts.map((receipt) => receipt.id)).size).toBe(receipts.length);
  });

  it("has both models at all six steps, enough to compare", () => {
    for (const { step } of STORY_STEPS) {
      for (const model of ["gpt-5.4", "gpt-5.5"]) {
        const runs = receipts.filter((receipt) => receipt.step === step && receipt.model === model);
        expect(runs.length, `${step} on ${model}`).toBeGreaterThan(100);
      }
    }
  });
});
