import type { ButtonHTMLAttributes } from "react";

const BASE =
  "inline-flex min-h-10 items-center justify-center gap-2 rounded-lg px-4 py-2 font-medium text-sm no-underline disabled:cursor-not-allowed disabled:opacity-50";
const KINDS = {
  primary: "bg-accent text-on-accent hover:brightness-110",
  quiet: "border border-edge bg-card text-ink hover:bg-sunken",
};
export type ButtonKind = keyof typeof KINDS;

/** The look of a button, for links that lead on. */
export function buttonClass(kind: ButtonKind): string {
  return `${BASE} ${KINDS[kind]}`;
}

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { kind?: ButtonKind };

export function Button({ kind = "primary", type = "button", className = "", ...rest }: Props) {
  return <button type={type} className={`${buttonClass(kind)} ${className}`} {...rest} />;
}
