import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { typedSetting } from "./format-setting";
import { parseSetting } from "./parse-setting";
import { isAllowed, SETTING_NAMES, SETTINGS } from "./settings";

describe("parseSetting", () => {
  it.each([
    ["lambdaUsd", "4.5", 4.5],
    ["lambdaUsd", " $4.50 ", 4.5],
    ["lambdaUsd", "US$ 4", 4],
    ["lambdaUsd", "4 $", 4],
    ["lambdaUsd", ".5", 0.5],
    ["lambdaUsd", "1e-3", 0.001],
    ["lambdaUsd", "Auto", "auto"],
    ["lambdaUsd", "", null],
    ["hourlyRateUsd", "0", 0],
    ["acceptanceMargin", "5%", 0.05],
    ["acceptanceMargin", "5 %", 0.05],
    ["acceptanceMargin", "0.05", 0.05],
    ["acceptanceMargin", "0.5%", 0.005],
    ["level", "99.9%", 0.999],
    ["level", "0.9", 0.9],
    ["targetRuns", "2000", 2000],
    ["minimumDays", "  ", null],
  ] as const)("takes %s “%s”", (name, text, value) => {
    expect(parseSetting(name, text)).toEqual({ ok: true, value });
  });

  it.each([
    ["lambdaUsd", "0", "must be “auto”, or above $0 and at most $1,000,000, and is “0”"],
    ["lambdaUsd", "1,5", "a comma can mean either"],
    ["lambdaUsd", "4 €", "and is “4 €”"],
    ["lambdaUsd", "5%", "and is “5%”"],
    ["lambdaUsd", "0x10", "and is “0x10”"],
    ["hourlyRateUsd", "-1", "must be from $0 an hour to $10,000 an hour, and is “-1”"],
    ["hourlyRateUsd", "auto", "and is “auto”"],
    ["acceptanceMargin", "5", "write 5% or 0.05"],
    ["acceptanceMargin", "1", "write 1% or 0.01"],
    ["acceptanceMargin", "60%", "must be above 0 % and at most 50 %, and is “60%”"],
    ["acceptanceMargin", "%", "and is “%”"],
    ["level", "95", "must be from 50 % to 99.9 %, and is “95”: write 95% or 0.95"],
    ["level", "NaN", "and is “NaN”"],
    ["maturityDays", "7.5", "must be a whole number from 0 to 90"],
    ["targetRuns", "1e3", "must be a whole number from 20 to 1,000,000"],
  ] as const)("refuses %s “%s”, and says why", (name, text, why) => {
    const parsed = parseSetting(name, text);
    expect(parsed.ok).toBe(false);
    expect(!parsed.ok && parsed.message.replaceAll("\u202f", " ")).toContain(why);
  });

  it("repeats no more than one can read of what was typed", () => {
    const parsed = parseSetting("level", "9".repeat(500));
    expect(!parsed.ok && parsed.message.length).toBeLessThan(200);
  });

  it("takes back every value as it stands in the form", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SETTING_NAMES), fc.nat({ max: 1_000_000 }), (name, millionths) => {
        const { limits, unit } = SETTINGS[name];
        const share = (limits.most * millionths) / 1_000_000;
        const value = unit === "days" || unit === "runs" ? Math.round(share) : Number(share.toFixed(6));
        fc.pre(isAllowed(name, value));
        expect(parseSetting(name, typedSetting(name, value))).toEqual({ ok: true, value });
      }),
    );
  });
});
