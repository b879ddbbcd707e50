import type { ReactNode } from "react";

type Props = { label: string; htmlFor: string; hint?: ReactNode; error?: string | null; children: ReactNode };

/** A control with its name above it, what it means below, and what is wrong with it where one looks. */
export function Field({ label, htmlFor, hint, error, children }: Props) {
  return (
    <div className="min-w-0">
      <label htmlFor={htmlFor} className="mb-1 block font-medium text-sm">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${htmlFor}-hint`} className="mt-1 text-dim text-xs">
          {hint}
        </p>
      )}
      <p id={`${htmlFor}-error`} role="alert" className="text-bad text-sm empty:hidden">
        {error}
      </p>
    </div>
  );
}

/** The look of inputs and selects. */
export const controlClass =
  "min-h-10 w-full min-w-0 rounded-lg border border-edge bg-card px-3 py-1.5 text-ink text-sm placeholder:text-dim aria-[invalid=true]:border-bad";
