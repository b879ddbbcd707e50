"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { PAGES } from "@/lib/view/pages";
import type { PaletteGroup } from "@/lib/view/palette-view";
import { switchDensity, switchTheme } from "./appearance";
import { PaletteRow } from "./palette-row";

const MESSAGE_FAILED = "Steps, arms and receipts could not be fetched. The pages below still lead on.";
const groupClass =
  "px-2 pb-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-dim [&_[cmdk-group-heading]]:text-xs";

/** Type to find: any page, step, arm, upgrade or recent receipt, and what can be done anywhere. */
export function CommandPalette({ onClose, onShowShortcuts }: { onClose: () => void; onShowShortcuts: () => void }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const { groups, message } = usePaletteGroups();
  const go = (href: string) => {
    onClose();
    router.push(href as "/");
  };
  const act = (what: () => void) => () => {
    onClose();
    what();
  };
  const id = text.trim();
  return (
    <Dialog title="Search or go anywhere" hidesTitle onClose={onClose}>
      <Command label="Search or go anywhere" className="flex min-h-0 flex-col" loop>
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder="A page, step, arm, upgrade or receipt id"
          className="min-h-13 border-line border-b bg-transparent px-4 text-base outline-none placeholder:text-dim"
        />
        <p role="status" className="px-4 pt-2 text-dim text-xs empty:hidden">
          {message}
        </p>
        <Command.List className="min-h-0 overflow-auto py-1">
          <Command.Empty className="px-4 py-6 text-center text-dim">Nothing is called that.</Command.Empty>
          <Command.Group heading="Go to" className={groupClass}>
            {PAGES.map(({ href, label, key }) => (
              <PaletteRow
                key={href}
                value={`page ${label}`}
                label={label}
                hint={`g ${key}`}
                onSelect={() => go(href)}
              />
            ))}
          </Command.Group>
          <Command.Group heading="Do" className={groupClass}>
            <PaletteRow value="do upload" label="Upload a file" onSelect={() => go("/uploads")} />
            <PaletteRow value="do theme" label="Switch between light and dark" onSelect={act(switchTheme)} />
            <PaletteRow value="do density" label="Switch between wide and narrow rows" onSelect={act(switchDensity)} />
            <PaletteRow value="do keys" label="Keyboard shortcuts" hint="?" onSelect={onShowShortcuts} />
          </Command.Group>
          {groups.map(({ heading, entries }) => (
            <Command.Group key={heading} heading={heading} className={groupClass}>
              {entries.map(({ label, detail, href }) => (
                <PaletteRow key={href} value={`${heading} ${href}`} {...{ label, detail }} onSelect={() => go(href)} />
              ))}
            </Command.Group>
          ))}
          {id !== "" && (
            <Command.Group heading="By its id" forceMount className={groupClass}>
              <PaletteRow
                value={`id ${id}`}
                label={`Open receipt ${id}`}
                isAlways
                onSelect={() => go(`/receipts/${encodeURIComponent(id)}`)}
              />
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}

/** What the project has, fetched once it is asked for. */
function usePaletteGroups(): { groups: PaletteGroup[]; message: string } {
  const [found, setFound] = useState<{ groups: PaletteGroup[]; message: string }>({ groups: [], message: "Looking …" });
  useEffect(() => {
    const stop = new AbortController();
    fetch("/palette", { signal: stop.signal })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then((groups: PaletteGroup[]) => setFound({ groups, message: "" }))
      .catch(() => {
        // No network, no session any more or no database: what is not fetched still works.
        if (!stop.signal.aborted) setFound({ groups: [], message: MESSAGE_FAILED });
      });
    return () => stop.abort();
  }, []);
  return found;
}
