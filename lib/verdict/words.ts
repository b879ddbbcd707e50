import { formatPlural } from "@/lib/format";

/** Numbers as sentences say them. Rounding to what a reader can use; the figures themselves are sent unrounded. */

/** `31 %`, `0.4 %`; the sign is the sentence's business. */
export function percent(share: number): string {
  const value = Math.abs(share) * 100;
  if (value === 0) return "0 %";
  if (value < 0.1) return "less than 0.1 %";
  return `${value < 1 ? Math.round(value * 10) / 10 : Math.round(value).toLocaleString("en-US")} %`;
}

/** `$14`, `$2.30`, `$0.0042`: whole dollars from 100 on, cents from 10 cents on, else two significant digits. */
export function usd(amount: number, round: "nearest" | "down" | "up" = "nearest"): string {
  const value = Math.abs(amount);
  if (value === 0) return "$0";
  if (value < 1e-9) return "less than $0.000000001";
  const digits = value >= 100 ? 0 : value >= 0.1 ? 2 : Math.min(12, 1 - Math.floor(Math.log10(value)));
  const unit = 10 ** digits;
  // What is a whole number of units but for its binary rest is not rounded on.
  const units = Number((value * unit).toPrecision(12));
  const rounded = { nearest: Math.round, down: Math.floor, up: Math.ceil }[round](units) / unit;
  if (value >= 100) return `$${rounded.toLocaleString("en-US")}`;
  return value >= 0.1 ? `$${rounded.toFixed(2).replace(/\.00$/, "")}` : `$${rounded.toFixed(digits).replace(/0$/, "")}`;
}

/** Difference of rates in points: `2 points`, `0.4 points`. */
export function points(difference: number): string {
  const value = Math.abs(difference) * 100;
  const rounded = value < 1 ? Math.round(value * 10) / 10 : Math.round(value);
  return `${rounded} ${rounded === 1 ? "point" : "points"}`;
}

/** `9 in 100`, `4 in 1,000` for small shares. */
export function inHundred(difference: number): string {
  const value = Math.abs(difference);
  return value >= 0.01 ? `${Math.round(value * 100)} in 100` : `${Math.round(value * 1000)} in 1,000`;
}

/** `640 more runs`. */
export function moreRuns(count: number): string {
  return formatPlural(count, "more run");
}

export function days(count: number): string {
  return formatPlural(count, "day");
}

/** `None of the 12 runs reports this.`; `whose` is “the”, or “the candidate's”. */
export function noneReports(whose: string, runs: number): string {
  const [first = "", ...rest] = whose;
  return runs === 1
    ? `${first.toUpperCase()}${rest.join("")} one run does not report this.`
    : `None of ${whose} ${formatPlural(runs, "run")} reports this.`;
}

/** `2 % less`, `14 % more`, `the same` for a relative change. */
export function moreOrLess(change: number): string {
  if (Math.abs(change) < 5e-4) return "the same";
  return `${percent(change)} ${change < 0 ? "less" : "more"}`;
}

/** Both ends of a relative change: `between 18 % and 43 % less`, `between 4 % less and 10 % more`. */
export function changeRange(low: number, high: number): string {
  if (high <= 0) return `between ${percent(high)} and ${percent(low)} less`;
  if (low >= 0) return `between ${percent(low)} and ${percent(high)} more`;
  return `between ${percent(low)} less and ${percent(high)} more`;
}
