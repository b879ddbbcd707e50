"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 1_000;
/** An upload whose server was stopped says “running” for ever: after so long without a change nobody asks any more. */
const MAX_ASKED = 60;

/** Has the page made anew every second. Give it a `key` that changes with what is shown, so that it goes on. */
export function KeepFresh() {
  const router = useRouter();
  useEffect(() => {
    let asked = 0;
    const timer = setInterval(() => {
      asked += 1;
      if (asked > MAX_ASKED) clearInterval(timer);
      else router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
