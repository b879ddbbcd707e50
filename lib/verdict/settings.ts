import type { ComparisonSettings } from "./comparison";

/** What a project, or a step of it, decides about its comparisons; defaults are meant to be left alone. */
export type ProjectSettings = Omit<ComparisonSettings, "design" | "priceRatio" | "candidates">;
export type SettingName = keyof ProjectSettings;

/** A setting as it is stored and sent. `auto` takes the value of an artifact from what the baseline spends on one. */
export type SettingValue = number | "auto";

export type Setting = {
  /** Its name in the contract: query parameters and JSON. */
  parameter: string;
  label: string;
  /** What the number counts: US$ and shares (0 to 1) as doubles, the others whole. */
  unit: "US$" | "US$ an hour" | "share" | "days" | "runs";
  /** What it does, in one sentence. */
  does: string;
  /** null = auto. */
  default: number | null;
  /** Both may be taken, `above` may not. */
  limits: { least?: number; above?: number; most: number };
};

/** Every setting once: what the form, the contract and the validation know of it. */
export const SETTINGS: Record<SettingName, Setting> = {
  lambdaUsd: {
    parameter: "lambda_usd",
    label: "Value of an accepted artifact",
    unit: "US$",
    does: "What one more accepted artifact is worth to you; “auto” takes what the baseline spends on one.",
    default: null,
    limits: { above: 0, most: 1_000_000 },
  },
  hourlyRateUsd: {
    parameter: "hourly_rate_usd",
    label: "Hourly rate of human time",
    unit: "US$ an hour",
    does: "Counts the minutes that people put into a run as money; at 0, model spend alone counts.",
    default: 0,
    limits: { least: 0, most: 10_000 },
  },
  acceptanceMargin: {
    parameter: "acceptance_margin",
    label: "Tolerated loss of acceptance",
    unit: "share",
    does: "How far the share of accepted artifacts may fall and still pass as the same quality.",
    default: 0.05,
    limits: { above: 0, most: 0.5 },
  },
  maturityDays: {
    parameter: "maturity_days",
    label: "Waiting time for outcomes",
    unit: "days",
    does: "Runs count from this age on, so that reviews can come in; what is pending then counts as not accepted.",
    default: 7,
    limits: { least: 0, most: 90 },
  },
  minimumDays: {
    parameter: "minimum_days",
    label: "Minimum number of days",
    unit: "days",
    does: "There is no verdict before both arms have runs of so many different days.",
    default: 7,
    limits: { least: 1, most: 90 },
  },
  level: {
    parameter: "level",
    label: "Level of the ranges",
    unit: "share",
    does: "How sure a range is: at 95 %, one in twenty misses the truth.",
    default: 0.95,
    limits: { least: 0.5, most: 0.999 },
  },
  targetRuns: {
    parameter: "target_runs",
    label: "Planned number of runs",
    unit: "runs",
    does: "After how many runs you hope to decide: ranges that are safe to check any day are tightest there.",
    default: 500,
    limits: { least: 20, most: 1_000_000 },
  },
};

export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

export const DEFAULT_SETTINGS = Object.fromEntries(
  SETTING_NAMES.map((name) => [name, SETTINGS[name].default]),
) as ProjectSettings;

/** The label inside a sentence. */
export function lowerLabel(name: SettingName): string {
  const { label } = SETTINGS[name];
  return `${label[0]?.toLowerCase()}${label.slice(1)}`;
}

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

/** Whether a value may be set, whatever it came from. */
export function isAllowed(name: SettingName, value: unknown): value is SettingValue {
  const { unit, default: standard, limits } = SETTINGS[name];
  if (value === "auto") return standard === null;
  if (typeof value !== "number" || !Number.isFinite(value)) return false;
  if ((unit === "days" || unit === "runs") && !Number.isInteger(value)) return false;
  const { least = Number.NEGATIVE_INFINITY, above = Number.NEGATIVE_INFINITY, most } = limits;
  return value >= least && value > above && value <= most;
}
