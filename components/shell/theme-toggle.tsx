"use client";

import { SunMoon } from "lucide-react";
import { THEME_COOKIE } from "@/lib/view/theme";

const YEAR_SECONDS = 31_536_000;

/** Switches between light and dark, from whatever is shown now, and remembers it. */
export function ThemeToggle() {
  function toggle() {
    const root = document.documentElement;
    const shown = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    const next = shown === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser, and this is one plain value
    document.cookie = `${THEME_COOKIE}=${next}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
  }
  return (
    <button
      type="button"
      onClick={toggle}
      aria-label="Switch between light and dark"
      className="grid size-10 place-items-center rounded-lg text-dim hover:bg-sunken hover:text-ink"
    >
      <SunMoon aria-hidden className="size-4" />
    </button>
  );
}
