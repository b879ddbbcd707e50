"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { PAGES } from "@/lib/view/pages";
import { areSingleKeysOn, setSingleKeys } from "./single-keys";

const KEYS: [keys: string[], does: string][] = [
  [["Ctrl or ⌘", "K"], "Search or go anywhere"],
  ...PAGES.map(({ key, label }): [string[], string] => [["g", key], label]),
  [["t"], "Charts as tables, and back"],
  [["?"], "This list"],
];

/** The keys that work on every page, and the way to switch single ones off. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const [areOn, setAreOn] = useState(areSingleKeysOn);
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <div className="overflow-auto px-5 pb-4">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
          {KEYS.map(([keys, does]) => (
            <div key={does} className="contents">
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <kbd key={key} className="rounded border border-edge bg-sunken px-1.5 font-mono text-xs leading-6">
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <label className="mt-3 flex min-h-10 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={areOn}
            onChange={() => {
              setSingleKeys(!areOn);
              setAreOn(!areOn);
            }}
          />
          Single keys work
        </label>
      </div>
    </Dialog>
  );
}
