import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef } from "react";
import { SWITCH_TABLES } from "@/components/charts/switch-tables";
import { PAGES } from "@/lib/view/pages";
import { areSingleKeysOn } from "./single-keys";

/** Where a key is somebody's own, for typing or choosing. */
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";
const SECOND_KEY_MS = 1_500;

/**
 * The keys that work on every page: Ctrl or ⌘ K, `g` and a page's letter, `t` for tables, `?` for the list. Single
 * keys can be switched off, and never act while one types or a dialog is open.
 */
export function useShortcuts(open: { openPalette: () => void; openList: () => void }): void {
  const router = useRouter();
  const firstKeyAt = useRef(Number.NEGATIVE_INFINITY);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      return open.openPalette();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !areSingleKeysOn()) return;
    if (event.target instanceof Element && event.target.matches(TYPING)) return;
    if (document.querySelector("[role=dialog]")) return;
    const isSecond = event.timeStamp - firstKeyAt.current < SECOND_KEY_MS;
    firstKeyAt.current = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
    const page = isSecond && PAGES.find(({ key }) => key === event.key);
    if (page) {
      // A page's own single keys must not take the second one.
      event.preventDefault();
      event.stopPropagation();
      router.push(page.href);
    } else if (event.key === "?") open.openList();
    else if (event.key === "t") document.dispatchEvent(new Event(SWITCH_TABLES));
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener, { capture: true });
    return () => window.removeEventListener("keydown", listener, { capture: true });
  }, []);
}
