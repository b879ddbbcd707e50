"use client";

import { useEffect } from "react";
import { Toaster, toast } from "sonner";
import type { Toast } from "./toasts";

/** A screen reader announces what comes into a region, and not what a region comes with. */
const REGION_FIRST_MS = 100;
const SHOW = { done: toast.success, error: toast.error, info: toast };

/** Messages in a corner, each for some seconds; an error stays until it is closed. */
export function ToastList({ latest }: { latest: Toast }) {
  useEffect(() => {
    const { kind, message } = latest;
    const later = setTimeout(
      () => SHOW[kind](message, kind === "error" ? { duration: Number.POSITIVE_INFINITY } : {}),
      REGION_FIRST_MS,
    );
    return () => clearTimeout(later);
  }, [latest]);
  return (
    <Toaster
      position="bottom-right"
      closeButton
      containerAriaLabel="Messages"
      toastOptions={{
        style: { background: "var(--card)", color: "var(--ink)", borderColor: "var(--line)", fontFamily: "inherit" },
      }}
    />
  );
}
