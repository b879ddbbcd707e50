"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useShortcuts } from "./use-shortcuts";

const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette), {
  ssr: false,
});
const ShortcutList = dynamic(() => import("./shortcut-list").then((module) => module.ShortcutList), { ssr: false });

/** The button and the keys that lead anywhere. What they open is loaded when they do. */
export function CommandCentre() {
  const [open, setOpen] = useState<"palette" | "shortcuts" | null>(null);
  useShortcuts({ openPalette: () => setOpen("palette"), openList: () => setOpen("shortcuts") });
  const close = () => setOpen(null);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen("palette")}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        className="mr-1 inline-flex min-h-9 items-center gap-2 rounded-lg border border-line px-3 text-dim text-xs hover:border-edge hover:text-ink"
      >
        <Search aria-hidden className="size-3.5" />
        Search
        <kbd aria-hidden className="font-mono max-sm:hidden">
          Ctrl K
        </kbd>
      </button>
      {open === "palette" && <CommandPalette onClose={close} onShowShortcuts={() => setOpen("shortcuts")} />}
      {open === "shortcuts" && <ShortcutList onClose={close} />}
    </>
  );
}
