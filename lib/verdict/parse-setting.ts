import { formatSetting } from "./format-setting";
import { isAllowed, SETTINGS, type SettingName, type SettingValue } from "./settings";

export type ParsedSetting = { ok: true; value: SettingValue | null } | { ok: false; message: string };

const NUMBER = /^(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;
const DOLLARS = /^(?:us)?\$\s*|\s*(?:us)?\$$/i;
const LONGEST_SHOWN = 50;

/**
 * One setting as people type it; an empty text is not set (null). Money with or without `$`; a share as `5%` or `0.05`.
 * What could mean two things is refused: a comma (thousands or decimals), and `5` for a share (5 % or 500 %).
 * The message goes on after the name of the setting: "must be …, and is …".
 */
export function parseSetting(name: SettingName, text: string): ParsedSetting {
  const typed = text.trim();
  if (typed === "") return { ok: true, value: null };
  const number = /^auto$/i.test(typed) ? "auto" : numberOf(name, typed);
  if (number !== null && isAllowed(name, number)) return { ok: true, value: number };
  const shown = typed.length > LONGEST_SHOWN ? `${typed.slice(0, LONGEST_SHOWN)}…` : typed;
  return { ok: false, message: `must be ${limitsOf(name)}, and is “${shown}”${adviceOn(name, typed)}` };
}

/** null where the text is no number, or not clearly one. */
function numberOf(name: SettingName, typed: string): number | null {
  switch (SETTINGS[name].unit) {
    case "US$":
    case "US$ an hour": {
      const bare = typed.replace(DOLLARS, "");
      return NUMBER.test(bare) ? Number(bare) : null;
    }
    case "share": {
      const percent = /^(.*\S)\s*%$/.exec(typed)?.[1];
      const bare = percent ?? typed;
      if (!NUMBER.test(bare)) return null;
      // Rounded to what was typed: 99.9 / 100 is not 0.999 in binary.
      if (percent !== undefined) return Number((Number(bare) / 100).toPrecision(12));
      return Number(bare) < 1 ? Number(bare) : null;
    }
    case "days":
    case "runs":
      return /^\d+$/.test(typed) ? Number(typed) : null;
  }
}

/** What may be set, in words: `above 0 % and at most 50 %`. */
export function limitsOf(name: SettingName): string {
  const { unit, default: standard, limits } = SETTINGS[name];
  const { least, above, most } = limits;
  const say = (value: number) =>
    unit === "days" || unit === "runs" ? value.toLocaleString("en-US") : formatSetting(name, value);
  const range =
    above === undefined ? `from ${say(least ?? 0)} to ${say(most)}` : `above ${say(above)} and at most ${say(most)}`;
  if (unit === "days" || unit === "runs") return `a whole number ${range}`;
  return standard === null ? `“auto”, or ${range}` : range;
}

function adviceOn(name: SettingName, typed: string): string {
  if (typed.includes(",")) return ": write 1000 or 1.5, since a comma can mean either";
  if (SETTINGS[name].unit === "share" && NUMBER.test(typed) && Number(typed) >= 1) {
    const share = Number((Number(typed) / 100).toPrecision(12));
    return isAllowed(name, share) ? `: write ${typed}% or ${share}` : "";
  }
  return "";
}
