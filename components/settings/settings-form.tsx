"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { SettingsForm as FormView, SettingField } from "@/lib/view/settings-view";

/** By name of the setting. */
type Texts = Record<string, string>;

/** What became of the last save. */
export type SettingsFormState = {
  message: { kind: "info" | "warn" | "error"; title: string; lines: string[] } | null;
  errors: Texts;
  /** What was typed and not saved, and what it was typed over; null where there is nothing to keep. */
  kept: { version: number; typed: Texts; was: Texts } | null;
};

export const NOTHING_SAVED: SettingsFormState = { message: null, errors: {}, kept: null };

type Props = { view: FormView; action: (state: SettingsFormState, form: FormData) => Promise<SettingsFormState> };

/** Settings of the project, or of one step: a plain form, which works without a script too. */
export function SettingsForm({ view, action }: Props) {
  const [state, submit, pending] = useActionState(action, NOTHING_SAVED);
  const { message, errors, kept } = state;
  const id = (name: string) => `${view.path === "" ? "project" : "step"}-${name}`;
  return (
    <form action={submit} noValidate>
      <input type="hidden" name="for" value={view.path} />
      <input type="hidden" name="version" value={kept?.version ?? view.version} />
      {view.groups.map(({ title, fields }) => (
        <fieldset key={title} className="mb-6 min-w-0">
          <legend className="mb-3 font-semibold text-sm">{title}</legend>
          <div
            className={`grid gap-x-8 gap-y-5 sm:grid-cols-2 ${fields.length === 3 ? "lg:grid-cols-3" : "lg:grid-cols-4"}`}
          >
            {fields.map((field) => (
              <SettingInput
                key={field.name}
                id={id(field.name)}
                field={field}
                was={kept?.was[field.name] ?? field.typed}
                typed={kept?.typed[field.name] ?? field.typed}
                error={errors[field.name] ?? null}
              />
            ))}
          </div>
        </fieldset>
      ))}
      {message && (
        <Notice kind={message.kind} title={message.title} live>
          {message.lines.length > 0 && (
            <ul className="list-disc space-y-0.5 pl-5">
              {message.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      <Button type="submit" disabled={pending}>
        {pending ? "Saving…" : "Save"}
      </Button>
    </form>
  );
}

type InputProps = { id: string; field: SettingField; was: string; typed: string; error: string | null };

/** One setting. What it was typed over goes along, so that a save touches only what a person touched. */
function SettingInput({ id, field, was, typed, error }: InputProps) {
  const { name, label, unit, does, placeholder, inherited, changed } = field;
  return (
    <Field
      label={label}
      htmlFor={id}
      error={error}
      hint={
        <>
          {does} <span className="block">{inherited}</span>
          {changed && <span className="block text-ink">{changed}</span>}
        </>
      }
    >
      <input type="hidden" name={`was.${name}`} value={was} />
      <span className="flex items-center gap-3">
        <input
          id={id}
          name={name}
          defaultValue={typed}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={error !== null}
          aria-describedby={`${id}-unit ${id}-hint ${id}-error`}
          className={`${controlClass} max-w-32`}
        />
        <span id={`${id}-unit`} className="text-dim text-xs">
          {unit}
        </span>
      </span>
    </Field>
  );
}
