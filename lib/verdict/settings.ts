import { z } from "zod";
import type { ComparisonSettings } from "./comparison";

/** What a project decides about its comparisons; each has a default that is meant to be left alone. */
export type ProjectSettings = Omit<ComparisonSettings, "design" | "priceRatio" | "candidates">;

export const DEFAULT_SETTINGS: ProjectSettings = {
  lambdaUsd: null,
  hourlyRateUsd: 0,
  acceptanceMargin: 0.05,
  level: 0.95,
  targetRuns: 500,
  maturityDays: 7,
  minimumDays: 7,
};

const FIELDS = {
  lambdaUsd: z.number().positive().max(1_000_000).nullable(),
  hourlyRateUsd: z.number().min(0).max(10_000),
  acceptanceMargin: z.number().positive().max(0.5),
  level: z.number().min(0.5).max(0.999),
  targetRuns: z.number().int().min(20).max(1_000_000),
  maturityDays: z.number().int().min(0).max(90),
  minimumDays: z.number().int().min(1).max(90),
} satisfies Record<keyof ProjectSettings, z.ZodType>;

export type SettingName = keyof ProjectSettings;

/** Defaults with what a project has set laid over them; a stored value that is no longer allowed is left out. */
export function projectSettings(stored: { name: string; value: unknown }[]): ProjectSettings {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const { name, value } of stored) {
    const parsed = Object.hasOwn(FIELDS, name) ? FIELDS[name as SettingName].safeParse(value) : null;
    if (parsed?.success) settings[name] = parsed.data;
  }
  return settings as ProjectSettings;
}

/** Query parameters that set a comparison's settings for one look, by their names in the contract. */
export const SETTING_PARAMETERS = {
  lambda_usd: "lambdaUsd",
  hourly_rate_usd: "hourlyRateUsd",
  acceptance_margin: "acceptanceMargin",
  level: "level",
} as const satisfies Record<string, SettingName>;

const RULES: Record<keyof typeof SETTING_PARAMETERS, string> = {
  lambda_usd: "must be US$ above 0",
  hourly_rate_usd: "must be US$ an hour, 0 to 10,000",
  acceptance_margin: "must be a rate above 0, 0.5 at most",
  level: "must lie between 0.5 and 0.999",
};

/** One setting from its parameter; an empty one is not set. */
export function parseSetting(
  name: keyof typeof SETTING_PARAMETERS,
  text: string,
): { ok: true; value: number | null } | { ok: false; message: string } {
  if (text.trim() === "") return { ok: true, value: null };
  const number = Number(text);
  const parsed = FIELDS[SETTING_PARAMETERS[name]].safeParse(number);
  return Number.isFinite(number) && parsed.success
    ? { ok: true, value: number }
    : { ok: false, message: `${name} ${RULES[name]}, and is “${text.slice(0, 50)}”` };
}
