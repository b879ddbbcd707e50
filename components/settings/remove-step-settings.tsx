"use client";

import { useActionState } from "react";

type State = { error: string | null };
type Props = {
  path: string;
  step: string;
  version: number;
  action: (state: State, form: FormData) => Promise<State>;
};

/** Takes a step back to the project's terms. What it had stays in the history. */
export function RemoveStepSettings({ path, step, version, action }: Props) {
  const [{ error }, submit, pending] = useActionState(action, { error: null });
  return (
    <form action={submit}>
      <input type="hidden" name="for" value={path} />
      <input type="hidden" name="version" value={version} />
      <button
        type="submit"
        disabled={pending}
        aria-label={`Remove the terms of ${step}`}
        className="min-h-10 rounded-lg px-2 text-bad text-sm underline disabled:opacity-50"
      >
        Remove
      </button>
      <p role="alert" className="text-bad text-xs empty:hidden">
        {error}
      </p>
    </form>
  );
}
