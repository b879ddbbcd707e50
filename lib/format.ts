/** Texts of numbers, the same on every machine: en-US, with the true minus and spaces that do not break. */

const MINUS = "\u2212";
const THIN = "\u202f";

function withMinus(text: string): string {
  return text.replace("-", MINUS);
}

function decimals(value: number, digits: number): string {
  const rounded = value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  // What rounds to nothing has no sign.
  return withMinus(/^-[0.,]+$/.test(rounded) ? rounded.slice(1) : rounded);
}

/** Digits after the point for an amount, so that small ones keep two that count. */
function moneyDigits(usd: number): number {
  const size = Math.abs(usd);
  if (size >= 10_000) return 0;
  if (size >= 1 || size === 0) return 2;
  return Math.min(9, Math.max(2, 1 - Math.floor(Math.log10(size))));
}

/** `$783.74`, `−$0.0123`, `$12,345`. */
export function formatUsd(usd: number): string {
  const text = decimals(Math.abs(usd), moneyDigits(usd));
  return `${usd < 0 && /[1-9]/.test(text) ? MINUS : ""}$${text}`;
}

/** An amount that somebody set, with all its digits: `$5`, `$4.50`, `$0.0125`. */
export function formatExactUsd(usd: number): string {
  const digits = { minimumFractionDigits: Number.isInteger(usd) ? 0 : 2, maximumFractionDigits: 9 };
  return withMinus(usd.toLocaleString("en-US", { style: "currency", currency: "USD", ...digits }));
}

/** `+$0.42` or `−$0.42`. */
export function formatUsdChange(usd: number): string {
  const text = formatUsd(usd);
  return usd > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** `2,314` */
export function formatCount(count: number): string {
  return decimals(count, 0);
}

/** A rate of 0 to 1 as `44.0 %`. */
export function formatRate(rate: number, digits = 1): string {
  return `${decimals(rate * 100, digits)}${THIN}%`;
}

/** A rate that somebody set, with all its digits: `5 %`, `99.9 %`. */
export function formatExactRate(rate: number): string {
  // Rounded to what was typed: 0.999 × 100 is not 99.9 in binary.
  const percent = Number((rate * 100).toPrecision(12));
  return `${withMinus(percent.toLocaleString("en-US", { maximumFractionDigits: 9 }))}${THIN}%`;
}

/** A difference of rates as `+25.2 points`. */
export function formatPoints(difference: number): string {
  const text = decimals(difference * 100, 1);
  return `${difference > 0 && /[1-9]/.test(text) ? "+" : ""}${text} points`;
}

/** A relative change as `−31 %`; a tenfold and more as `12×`. */
export function formatChange(change: number): string {
  if (change >= 9) return `${decimals(change + 1, 0)}×`;
  const digits = Math.abs(change) < 0.1 ? 1 : 0;
  const text = decimals(change * 100, digits);
  return `${change > 0 && /[1-9]/.test(text) ? "+" : ""}${text}${THIN}%`;
}

/** A mean per run: `0.41`, `11.3`, `1,204`. */
export function formatMean(mean: number): string {
  const size = Math.abs(mean);
  return decimals(mean, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/** A difference of means: `−0.51`. */
export function formatMeanChange(difference: number): string {
  const text = formatMean(difference);
  return difference > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Times as `1.3×`, to the nearest or always down or up. */
export function formatTimes(ratio: number, round: "nearest" | "down" | "up" = "nearest"): string {
  const digits = ratio >= 100 ? 0 : ratio >= 10 ? 1 : 2;
  const unit = 10 ** digits;
  const rounded = { nearest: Math.round, down: Math.floor, up: Math.ceil }[round](ratio * unit) / unit;
  return `${rounded.toLocaleString("en-US", { maximumFractionDigits: digits })}×`;
}

/** `21 Aug 2026` */
export function formatDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}

/** `21 Aug 2026, 14:03 UTC` */
export function formatInstant(instant: string): string {
  return `${formatDay(instant.slice(0, 10))}, ${instant.slice(11, 16)} UTC`;
}

/** `1.2 MB`, decimal units. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${decimals(bytes / 1_000 ** step, step === 0 ? 0 : 1)} ${units[step]}`;
}

/** `1 run`, `2 runs`. */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `a, b or c`, `a, b and c` */
export function formatList(items: string[], word: "or" | "and"): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${word} ${last}`;
}
