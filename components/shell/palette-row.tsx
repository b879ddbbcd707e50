"use client";

import { Command } from "cmdk";

type Props = {
  /** Unlike any other row's. */
  value: string;
  label: string;
  detail?: string;
  /** The keys that do the same. */
  hint?: string;
  /** Stands there whatever is typed. */
  isAlways?: boolean;
  onSelect: () => void;
};

/** One thing that a palette offers, found by its words. */
export function PaletteRow({ value, label, detail, hint, isAlways, onSelect }: Props) {
  return (
    <Command.Item
      value={value}
      keywords={[label, detail ?? ""]}
      forceMount={isAlways}
      onSelect={onSelect}
      className="flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-2 text-sm aria-selected:bg-sunken"
    >
      <span className="min-w-0 truncate">{label}</span>
      {detail && <span className="min-w-0 shrink truncate text-dim text-xs">{detail}</span>}
      {hint && <kbd className="ml-auto shrink-0 font-mono text-dim text-xs">{hint}</kbd>}
    </Command.Item>
  );
}
