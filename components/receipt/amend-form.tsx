"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

/** The outcome as typed; the empty text is what is not known. */
export type OutcomeTexts = { status: string; edits: string; minutes: string; firstPass: string };

export type AmendState = {
  message: { kind: "info" | "error"; title: string } | null;
  /** By field of the contract. */
  errors: Record<string, string>;
  /** What was typed and not saved; null where there is nothing to keep. */
  typed: OutcomeTexts | null;
};

type Props = {
  id: string;
  stored: OutcomeTexts;
  action: (state: AmendState, form: FormData) => Promise<AmendState>;
};

const NOTHING_AMENDED: AmendState = { message: null, errors: {}, typed: null };
const SETTLED = ["accepted", "rejected", "abandoned", "errored"];

/** Amends the outcome of one run: a plain form, which works without a script too. */
export function AmendForm({ id, stored, action }: Props) {
  const [{ message, errors, typed }, submit, pending] = useActionState(action, NOTHING_AMENDED);
  const shown = typed ?? stored;
  const statuses = stored.status === "pending" ? ["pending", ...SETTLED] : SETTLED;
  return (
    <form key={JSON.stringify(shown)} action={submit} noValidate>
      <input type="hidden" name="id" value={id} />
      <div className="mb-4 grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
        <Field label="Status" htmlFor="amend-status" error={errors.status}>
          <select id="amend-status" name="status" defaultValue={shown.status} className={controlClass}>
            {statuses.map((status) => (
              <option key={status}>{status}</option>
            ))}
          </select>
        </Field>
        <Field label="Human edits" htmlFor="amend-edits" error={errors.human_edits}>
          <input
            id="amend-edits"
            name="edits"
            inputMode="numeric"
            autoComplete="off"
            placeholder="unknown"
            defaultValue={shown.edits}
            aria-invalid={errors.human_edits !== undefined}
            aria-describedby="amend-edits-error"
            className={controlClass}
          />
        </Field>
        <Field label="Human minutes" htmlFor="amend-minutes" error={errors.human_minutes}>
          <input
            id="amend-minutes"
            name="minutes"
            inputMode="decimal"
            autoComplete="off"
            placeholder="unknown"
            defaultValue={shown.minutes}
            aria-invalid={errors.human_minutes !== undefined}
            aria-describedby="amend-minutes-error"
            className={controlClass}
          />
        </Field>
        <Field label="First artifact passed" htmlFor="amend-first-pass" error={errors.first_pass}>
          <select id="amend-first-pass" name="firstPass" defaultValue={shown.firstPass} className={controlClass}>
            <option value="">not said</option>
            <option value="true">yes</option>
            <option value="false">no</option>
          </select>
        </Field>
      </div>
      {message && <Notice kind={message.kind} title={message.title} live />}
      <Button type="submit" disabled={pending}>
        {pending ? "Saving…" : "Amend"}
      </Button>
    </form>
  );
}
