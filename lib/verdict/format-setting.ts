import { formatPlural } from "@/lib/format";
import { SETTINGS, type SettingName, type SettingValue } from "./settings";

const THIN = "\u202f";

function digits(value: number, most: number, least = 0): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: least, maximumFractionDigits: most });
}

/** A share in percent, unrounded as far as anybody types it: 0.999 × 100 is not 99.9 in binary. */
const inPercent = (share: number): number => Number((share * 100).toPrecision(12));

/** A setting with its unit and all its digits: `$4.50`, `$60 an hour`, `2.5 %`, `7 days`. */
export function formatSetting(name: SettingName, value: SettingValue | null): string {
  if (value === null || value === "auto") return "auto";
  switch (SETTINGS[name].unit) {
    case "US$":
      return usdText(value);
    case "US$ an hour":
      return `${usdText(value)} an hour`;
    case "share":
      return `${digits(inPercent(value), 9)}${THIN}%`;
    case "days":
      return formatPlural(value, "day");
    case "runs":
      return formatPlural(value, "run");
  }
}

function usdText(usd: number): string {
  return `$${digits(usd, 9, Number.isInteger(usd) ? 0 : 2)}`;
}

/** A setting as one would type it, which `parseSetting` takes back: `4.50`, `5%`, `7`, `auto`. */
export function typedSetting(name: SettingName, value: SettingValue): string {
  if (value === "auto") return value;
  switch (SETTINGS[name].unit) {
    case "US$":
    case "US$ an hour":
      return value.toLocaleString("en-US", {
        useGrouping: false,
        minimumFractionDigits: Number.isInteger(value) ? 0 : 2,
        maximumFractionDigits: 20,
      });
    case "share":
      return `${inPercent(value)}%`;
    case "days":
    case "runs":
      return String(value);
  }
}
