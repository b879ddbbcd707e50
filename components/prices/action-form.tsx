"use client";

import { type ReactNode, useActionState } from "react";
import { Button, type ButtonKind } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** What became of the last time that it was sent. */
export type ActionState = { message: string | null; isError: boolean };
export type FormAction = (state: ActionState, form: FormData) => Promise<ActionState>;

type Props = {
  action: FormAction;
  /** What goes along and is not typed. */
  hidden?: Record<string, string>;
  button: string;
  kind?: ButtonKind;
  /** What the button does, where its words alone do not say it. */
  label?: string;
  children?: ReactNode;
};

/** A form of one button, which says what became of it. Works without a script too. */
export function ActionForm({ action, hidden = {}, button, kind = "primary", label, children }: Props) {
  const [{ message, isError }, submit, pending] = useActionState(action, { message: null, isError: false });
  return (
    <form action={submit} noValidate>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      {message && <Notice kind={isError ? "error" : "info"} title={message} live />}
      <Button type="submit" kind={kind} disabled={pending} aria-label={label}>
        {pending ? "One moment…" : button}
      </Button>
    </form>
  );
}
