import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS, isAllowed, isSettingName, SETTING_NAMES, SETTINGS } from "./settings";

describe("SETTINGS", () => {
  it("has defaults that may be set, and each name of the contract once", () => {
    for (const name of SETTING_NAMES) expect(isAllowed(name, SETTINGS[name].default ?? "auto"), name).toBe(true);
    expect(new Set(SETTING_NAMES.map((name) => SETTINGS[name].parameter)).size).toBe(SETTING_NAMES.length);
    expect(DEFAULT_SETTINGS).toEqual({
      lambdaUsd: null,
      hourlyRateUsd: 0,
      acceptanceMargin: 0.05,
      level: 0.95,
      targetRuns: 500,
      maturityDays: 7,
      minimumDays: 7,
    });
  });

  it("knows its names alone, not what every object has", () => {
    expect(isSettingName("level")).toBe(true);
    expect(isSettingName("constructor")).toBe(false);
  });
});

describe("isAllowed", () => {
  it.each([
    ["lambdaUsd", "auto", true],
    ["lambdaUsd", 0, false],
    ["lambdaUsd", 0.000_001, true],
    ["lambdaUsd", 1_000_001, false],
    ["hourlyRateUsd", 0, true],
    ["hourlyRateUsd", "auto", false],
    ["acceptanceMargin", 0, false],
    ["acceptanceMargin", 0.5, true],
    ["acceptanceMargin", 0.51, false],
    ["level", 0.999, true],
    ["level", 95, false],
    ["maturityDays", 0, true],
    ["maturityDays", 1.5, false],
    ["minimumDays", 0, false],
    ["targetRuns", Number.NaN, false],
    ["targetRuns", "500", false],
    ["targetRuns", null, false],
  ] as const)("%s %s: %s", (name, value, allowed) => {
    expect(isAllowed(name, value)).toBe(allowed);
  });
});
