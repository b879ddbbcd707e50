import { describe, expect, it } from "vitest";
import { armsOverlap, formatArm, matchesArm, parseArm } from "./arm";

describe("parseArm", () => {
  it.each([
    ["gpt-5.4", { model: "gpt-5.4", effort: null, serviceTier: null }],
    ["openai/gpt-5.4~unset", { model: "openai/gpt-5.4", effort: "", serviceTier: null }],
    ["gpt-5.4~high~fast", { model: "gpt-5.4", effort: "high", serviceTier: "fast" }],
    ["gpt-5.4~unset~unset", { model: "gpt-5.4", effort: "", serviceTier: "" }],
    ["a%7Eb%25~x%7Ey", { model: "a~b%", effort: "x~y", serviceTier: null }],
    ["a%257E", { model: "a%7E", effort: null, serviceTier: null }],
  ])("%s, there and back", (text, arm) => {
    expect(parseArm(text)).toEqual(arm);
    expect(formatArm(arm)).toBe(text);
  });
  it.each(["", "~high", "gpt-5.4~", "gpt-5.4~high~warp", "a~b~fast~d"])("“%s” is none", (text) => {
    expect(parseArm(text)).toBeNull();
  });
});

describe("matchesArm", () => {
  const run = { model: "gpt-5.4", effort: "", serviceTier: "standard" };
  it.each([
    ["gpt-5.4", true],
    ["gpt-5.4~unset", true],
    ["gpt-5.4~high", false],
    ["gpt-5.4~unset~standard", true],
    ["gpt-5.4~unset~unset", false],
    ["gpt-5.5", false],
  ])("%s: %s", (text, matches) => {
    const arm = parseArm(text);
    expect(arm && matchesArm(arm, run)).toBe(matches);
  });
});

describe("armsOverlap", () => {
  it.each([
    ["gpt-5.4", "gpt-5.4", true],
    ["gpt-5.4", "gpt-5.4~high", true],
    ["gpt-5.4~high", "gpt-5.4~high~fast", true],
    ["gpt-5.4~high", "gpt-5.4~low", false],
    ["gpt-5.4~high~fast", "gpt-5.4~high~flex", false],
    ["gpt-5.4~high", "gpt-5.4~unset", false],
    ["gpt-5.4", "gpt-5.5", false],
  ])("%s and %s: %s", (one, other, overlap) => {
    const [a, b] = [parseArm(one), parseArm(other)];
    expect(a && b && [armsOverlap(a, b), armsOverlap(b, a)]).toEqual([overlap, overlap]);
  });
});
