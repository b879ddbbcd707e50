import { expect, it } from "vitest";
import { suggestAliases } from "./suggest-aliases";

it("suggests what the letters speak for, and nothing else", () => {
  const names = ["gpt-5.5", "openai/gpt-5.5", "gpt-5.5-2026-04-23", "GPT-5.5", "gpt-5.5-high", "qwen-max", "grok-4"];
  expect(suggestAliases(names).map(({ because: _, ...alias }) => alias)).toEqual([
    { sent: "openai/gpt-5.5", model: "gpt-5.5", effort: null },
    { sent: "gpt-5.5-2026-04-23", model: "gpt-5.5", effort: null },
    { sent: "GPT-5.5", model: "gpt-5.5", effort: null },
    { sent: "gpt-5.5-high", model: "gpt-5.5", effort: "high" },
  ]);
});
