"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { NOTIFY, type NoticeKind } from "@/components/ui/notify";

export type Toast = { kind: NoticeKind; message: string };

const ToastList = dynamic(() => import("./toast-list").then((module) => module.ToastList), { ssr: false });

/** Where messages appear. Loaded with the first of them. */
export function Toasts() {
  const [latest, setLatest] = useState<Toast | null>(null);
  useEffect(() => {
    const listen = (event: Event) => {
      if (event instanceof CustomEvent) setLatest(event.detail);
    };
    document.addEventListener(NOTIFY, listen);
    return () => document.removeEventListener(NOTIFY, listen);
  }, []);
  return latest && <ToastList latest={latest} />;
}
