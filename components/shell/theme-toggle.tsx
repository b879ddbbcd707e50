"use client";

import { SunMoon } from "lucide-react";
import { switchTheme } from "./appearance";

/** Switches between light and dark. */
export function ThemeToggle() {
  return (
    <button
      type="button"
      onClick={switchTheme}
      aria-label="Switch between light and dark"
      className="grid size-10 place-items-center rounded-lg text-dim hover:bg-sunken hover:text-ink"
    >
      <SunMoon aria-hidden className="size-4" />
    </button>
  );
}
