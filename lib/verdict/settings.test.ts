import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS, parseSetting, projectSettings } from "./settings";

describe("projectSettings", () => {
  it("lays what is set over the defaults, and leaves out what is not allowed", () => {
    const stored = [
      { name: "hourlyRateUsd", value: 60 },
      { name: "lambdaUsd", value: 4 },
      { name: "level", value: 7 },
      { name: "constructor", value: 1 },
    ];
    expect(projectSettings(stored)).toEqual({ ...DEFAULT_SETTINGS, hourlyRateUsd: 60, lambdaUsd: 4 });
  });
});

describe("parseSetting", () => {
  it.each([
    ["lambda_usd", "4.5", 4.5],
    ["lambda_usd", "", null],
    ["hourly_rate_usd", "0", 0],
    ["acceptance_margin", "0.1", 0.1],
    ["level", "0.9", 0.9],
  ] as const)("%s=%s", (name, text, value) => {
    expect(parseSetting(name, text)).toEqual({ ok: true, value });
  });
  it.each([
    ["lambda_usd", "0"],
    ["lambda_usd", "x"],
    ["hourly_rate_usd", "-1"],
    ["acceptance_margin", "5"],
    ["level", "95"],
    ["level", "NaN"],
  ] as const)("%s=%s is refused", (name, text) => {
    expect(parseSetting(name, text).ok).toBe(false);
  });
});
