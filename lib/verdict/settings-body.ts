import { z } from "zod";
import { type FieldError, fieldErrors } from "@/lib/receipts/parse-receipt";
import { LIMITS } from "@/lib/receipts/receipt-schema";
import { limitsOf } from "./parse-setting";
import { isSameStep, type OwnSettings, type SavedSettings, WHOLE_PROJECT } from "./saved-settings";
import type { SettingEdit } from "./setting-change";
import { DEFAULT_SETTINGS, isAllowed, SETTING_NAMES, SETTINGS, type SettingValue } from "./settings";

const MAX_STEPS = 500;

/** One schema value per setting, by its name in the contract. */
const fields = Object.fromEntries(
  SETTING_NAMES.map((name) => [
    SETTINGS[name].parameter,
    z
      .custom<SettingValue>((value) => isAllowed(name, value), `must be ${limitsOf(name)}`)
      .nullable()
      .optional(),
  ]),
);
const stepText = z.string("must be a text").min(1, "must not be empty").max(LIMITS.name);

const objectError = (issue: { code?: string }) =>
  issue.code === "unrecognized_keys" ? "is no field here" : "must be an object";

const bodySchema = z.strictObject(
  {
    project: z.strictObject(fields, { error: objectError }).optional(),
    steps: z
      .array(
        z.strictObject({ workflow: stepText, step: stepText, ...fields }, { error: objectError }),
        "must be a list",
      )
      .max(MAX_STEPS, `must not have more than ${MAX_STEPS} entries`)
      .optional(),
  },
  { error: (issue) => (issue.code === "unrecognized_keys" ? "is no field here" : undefined) },
);

/** The body of `PUT /api/settings`, as edits: null is back to what is inherited, what is absent stays. */
export function parseSettingsBody(
  body: unknown,
): { ok: true; edits: SettingEdit[] } | { ok: false; errors: FieldError[] } {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return { ok: false, errors: fieldErrors(parsed.error.issues) };
  const { project = {}, steps = [] } = parsed.data;
  const twice = steps.findIndex((step, index) => steps.slice(0, index).some((other) => isSameStep(other, step)));
  if (twice >= 0) {
    const message = "is the same step as one before it";
    return { ok: false, errors: [{ pointer: `/steps/${twice}`, code: "not_unique", message }] };
  }
  const edits = [{ ...WHOLE_PROJECT, ...project }, ...steps].flatMap((scope) =>
    SETTING_NAMES.flatMap((name): SettingEdit[] => {
      const value = (scope as Record<string, SettingValue | null | undefined>)[SETTINGS[name].parameter];
      return value === undefined ? [] : [{ workflow: scope.workflow, step: scope.step, name, value }];
    }),
  );
  return { ok: true, edits };
}

/** What is set, in the shape that `parseSettingsBody` takes, with the defaults that null falls back to in the end. */
export function settingsBody(saved: SavedSettings) {
  const all = (own: OwnSettings) =>
    Object.fromEntries(SETTING_NAMES.map((name) => [SETTINGS[name].parameter, own[name] ?? null]));
  return {
    project: all(saved.project),
    steps: saved.steps.map(({ workflow, step, own }) => ({ workflow, step, ...all(own) })),
    defaults: Object.fromEntries(
      SETTING_NAMES.map((name) => [SETTINGS[name].parameter, DEFAULT_SETTINGS[name] ?? "auto"]),
    ),
  };
}
