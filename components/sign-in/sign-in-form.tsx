"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";

type State = { error: string | null };
type Props = { action: (state: State, form: FormData) => Promise<State>; next: string };

export function SignInForm({ action, next }: Props) {
  const [state, submit, pending] = useActionState(action, { error: null });
  return (
    <form action={submit} className="grid gap-4">
      <input type="hidden" name="next" value={next} />
      <Field
        label="Sign-in secret"
        htmlFor="secret"
        error={state.error}
        hint={
          <>
            It was printed once, at the very first start. Lost it? <code>npm run secret</code> makes a new one. An API
            key with the scope “admin” works too.
          </>
        }
      >
        <input
          id="secret"
          name="secret"
          type="password"
          required
          autoComplete="current-password"
          aria-invalid={state.error !== null}
          aria-describedby="secret-hint secret-error"
          className={controlClass}
        />
      </Field>
      <Button type="submit" disabled={pending}>
        {pending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
