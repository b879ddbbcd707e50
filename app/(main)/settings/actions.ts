"use server";

import { refresh } from "next/cache";
import { findProject } from "@/app/session";
import type { SettingsFormState } from "@/components/settings/settings-form";
import { getDb } from "@/db/client";
import { getSettings } from "@/db/queries/get-settings";
import { MAX_STEPS_WITH_SETTINGS, saveSettings } from "@/db/settings/save-settings";
import { formatList, formatPlural } from "@/lib/format";
import { parseSetting } from "@/lib/verdict/parse-setting";
import { type StepName, WHOLE_PROJECT } from "@/lib/verdict/saved-settings";
import { type SettingEdit, SIGNED_IN } from "@/lib/verdict/setting-change";
import { SETTING_NAMES, SETTINGS } from "@/lib/verdict/settings";
import { changeSentence, typedSettings } from "@/lib/view/settings-view";
import { parseStepPath } from "@/lib/view/step-path";

const SIGNED_OUT = "You are no longer signed in.";
const SIGN_IN_AGAIN = "Sign in in another tab and save again: what you typed is still here.";
const TOO_MANY = `At most ${MAX_STEPS_WITH_SETTINGS} steps can have terms of their own.`;

/** Saves what a person has touched of one form of settings. Whatever is not saved is handed back as it was typed. */
export async function submitSettings(_: SettingsFormState, form: FormData): Promise<SettingsFormState> {
  const project = await findProject();
  const of = scopeOf(form);
  const version = Number(textOf(form, "version"));
  const { typed, was, edits, errors } = readEdits(form, of);
  const kept = { version, typed, was };
  const failed = (title: string, lines: string[] = []): SettingsFormState => ({
    message: { kind: "error", title, lines },
    errors,
    kept,
  });
  if (!project) return failed(SIGNED_OUT, [SIGN_IN_AGAIN]);
  const wrong = SETTING_NAMES.filter((name) => name in errors).map((name) => `“${SETTINGS[name].label}”`);
  if (wrong.length > 0) return failed(`Nothing is saved yet: look at ${formatList(wrong, "and")}.`);
  const saved = await saveSettings(getDb(), project.id, edits, { lookedAt: version, by: SIGNED_IN });
  if (saved.ok) {
    refresh();
    const title = saved.changed === 0 ? "Nothing to save." : `Saved: ${formatPlural(saved.changed, "change")}.`;
    return { message: { kind: "info", title, lines: [] }, errors: {}, kept: null };
  }
  if (saved.problem === "too_many_steps") return failed(TOO_MANY);
  const now = typedSettings(await getSettings(getDb(), project.id), of);
  const touched = new Set(edits.map(({ name }) => name));
  return {
    message: {
      kind: "warn",
      title: "Somebody else saved while you were typing. Yours is not saved yet: look, and save again.",
      lines: saved.meanwhile.map(changeSentence),
    },
    errors: {},
    // What was not touched follows the others, so that saving again takes nothing of theirs back.
    kept: {
      version: saved.version,
      typed: Object.fromEntries(SETTING_NAMES.map((name) => [name, (touched.has(name) ? typed : now)[name] ?? ""])),
      was: now,
    },
  };
}

/** Takes a step back to the project's settings. */
export async function removeStepSettings(
  _: { error: string | null },
  form: FormData,
): Promise<{ error: string | null }> {
  const project = await findProject();
  if (!project) return { error: `${SIGNED_OUT} Sign in, then remove it again.` };
  const of = scopeOf(form);
  const edits = SETTING_NAMES.map((name): SettingEdit => ({ ...of, name, value: null }));
  const lookedAt = Number(textOf(form, "version"));
  const saved = await saveSettings(getDb(), project.id, edits, { lookedAt, by: SIGNED_IN });
  refresh();
  return { error: saved.ok ? null : "Somebody else changed settings meanwhile. Look, and remove it again." };
}

/** The step that a form is about; none is the project. */
function scopeOf(form: FormData): StepName {
  const path = textOf(form, "for");
  const step = path === "" ? WHOLE_PROJECT : parseStepPath(path);
  if (!step) throw new Error(`No form of ours is about “${path}”.`);
  return { workflow: step.workflow, step: step.step };
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** What was typed, and what of it differs from what it was typed over. */
function readEdits(form: FormData, of: StepName) {
  const typed: Record<string, string> = {};
  const was: Record<string, string> = {};
  const errors: Record<string, string> = {};
  const edits = SETTING_NAMES.flatMap((name): SettingEdit[] => {
    typed[name] = textOf(form, name);
    was[name] = textOf(form, `was.${name}`);
    if (typed[name] === was[name]) return [];
    const parsed = parseSetting(name, typed[name]);
    if (parsed.ok) return [{ ...of, name, value: parsed.value }];
    errors[name] = `${SETTINGS[name].label} ${parsed.message}.`;
    return [];
  });
  return { typed, was, edits, errors };
}
