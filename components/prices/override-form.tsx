"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { OverrideErrors, TypedOverride } from "@/lib/pricing/parse-override";
import { SERVICE_TIERS } from "@/lib/receipts/receipt";

export type OverrideState = {
  message: { kind: "info" | "error"; title: string } | null;
  errors: OverrideErrors;
  typed: TypedOverride;
};
type Props = {
  start: TypedOverride;
  version: number;
  action: (state: OverrideState, form: FormData) => Promise<OverrideState>;
};

const FIELDS = [
  { name: "model", label: "Model", hint: "As it is sent, or as it is compared." },
  { name: "fromDay", label: "From the day on", hint: "A day of UTC: 2026-11-01." },
  { name: "input", label: "Input", hint: "US$ per million tokens that were not cached." },
  { name: "output", label: "Output", hint: "US$ per million, reasoning included." },
  { name: "cacheRead", label: "Cache read", hint: "Empty: as input." },
  { name: "cacheWrite", label: "Cache write", hint: "Empty: as input." },
  { name: "note", label: "Where it comes from", hint: "A contract, an invoice, an address." },
] as const satisfies readonly { name: keyof TypedOverride; label: string; hint: string }[];

/** A price of one's own: set, or changed where the same model, tier and day are typed. */
export function OverrideForm({ start, version, action }: Props) {
  const [{ message, errors, typed }, submit, pending] = useActionState(action, {
    message: null,
    errors: {},
    typed: start,
  });
  return (
    <form action={submit} noValidate>
      <input type="hidden" name="version" value={version} />
      <div className="mb-4 grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
        {FIELDS.map(({ name, label, hint }) => (
          <Field
            key={name}
            label={label}
            htmlFor={`own-${name}`}
            hint={hint}
            error={errors[name] && `It ${errors[name]}.`}
          >
            <input
              id={`own-${name}`}
              name={name}
              defaultValue={typed[name]}
              key={typed[name]}
              autoComplete="off"
              spellCheck={false}
              aria-invalid={errors[name] !== undefined}
              aria-describedby={`own-${name}-hint own-${name}-error`}
              className={controlClass}
            />
          </Field>
        ))}
        <Field label="Service tier" htmlFor="own-tier" hint="Standard is what the other tiers multiply.">
          <select id="own-tier" name="serviceTier" defaultValue={typed.serviceTier} className={controlClass}>
            {SERVICE_TIERS.map((tier) => (
              <option key={tier}>{tier}</option>
            ))}
          </select>
        </Field>
      </div>
      {message && <Notice kind={message.kind} title={message.title} live />}
      <Button type="submit" disabled={pending}>
        {pending ? "Saving…" : "Save the price"}
      </Button>
    </form>
  );
}
