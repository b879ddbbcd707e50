import { formatExactRate, formatExactUsd, formatPlural } from "@/lib/format";
import { SETTINGS, type SettingName, type SettingValue } from "./settings";

/** A setting with its unit and all its digits: `$4.50`, `$60 an hour`, `2.5 %`, `7 days`; null is auto too. */
export function formatSetting(name: SettingName, value: SettingValue | null): string {
  if (value === null || value === "auto") return "auto";
  switch (SETTINGS[name].unit) {
    case "US$":
      return formatExactUsd(value);
    case "US$ an hour":
      return `${formatExactUsd(value)} an hour`;
    case "share":
      return formatExactRate(value);
    case "days":
      return formatPlural(value, "day");
    case "runs":
      return formatPlural(value, "run");
  }
}

/** A setting as one would type it, which `parseSetting` takes back: `4.50`, `5%`, `7`, `auto`. */
export function typedSetting(name: SettingName, value: SettingValue): string {
  if (value === "auto") return value;
  switch (SETTINGS[name].unit) {
    case "US$":
    case "US$ an hour":
      return formatExactUsd(value).replace(/[$,]/g, "");
    case "share":
      return formatExactRate(value).replace(/\s/g, "");
    case "days":
    case "runs":
      return String(value);
  }
}
