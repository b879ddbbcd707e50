"use client";

import { useEffect, useEffectEvent } from "react";

/** Where a key is somebody's own, for typing or choosing. */
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select";

/** Single keys for a page. A modifier, or a control that one types into, keeps them to itself. */
export function useReviewKeys(isOn: boolean, keys: Record<string, () => void>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.matches(TYPING)) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    if (!isOn) return;
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, [isOn]);
}
