"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";

type Props = {
  /** What the button says. */
  label: ReactNode;
  /** Which edge of the button the panel keeps to. */
  side?: "left" | "right";
  /** The look of the button. */
  className?: string;
  onOpen?: () => void;
  children: ReactNode;
};

/**
 * A button with a panel under it, for choices and menus. The browser's own disclosure, so that it opens without a
 * script; with one, Escape, a click elsewhere and leaving it close it.
 */
export function Panel({ label, side = "left", className = "", onOpen, children }: Props) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const element = details.current;
    if (!element) return;
    const close = () => element.removeAttribute("open");
    const closeOutside = (event: Event) => {
      if (element.open && event.target instanceof Node && !element.contains(event.target)) close();
    };
    const closeByKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !element.open) return;
      event.stopPropagation();
      close();
      element.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("focusin", closeOutside);
    element.addEventListener("keydown", closeByKey);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("focusin", closeOutside);
      element.removeEventListener("keydown", closeByKey);
    };
  }, []);
  return (
    <details ref={details} className="group relative" onToggle={(event) => event.currentTarget.open && onOpen?.()}>
      <summary className={`flex list-none items-center gap-1.5 [&::-webkit-details-marker]:hidden ${className}`}>
        {label}
        <ChevronDown aria-hidden className="ml-auto size-4 shrink-0 opacity-60 group-open:rotate-180" />
      </summary>
      <div
        className={`absolute top-full z-20 mt-1 max-h-[70dvh] w-max min-w-full max-w-[calc(100vw-2rem)] overflow-auto rounded-lg border border-line bg-card p-2 shadow-lg ${side === "right" ? "right-0" : "left-0"}`}
      >
        {children}
      </div>
    </details>
  );
}
