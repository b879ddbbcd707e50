"use client";

import * as Radix from "@radix-ui/react-dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";

type Props = { title: string; hidesTitle?: boolean; onClose: () => void; children: ReactNode };

/** A window over the page that keeps the keyboard until it is closed. Load it by `dynamic`: most never open one. */
export function Dialog({ title, hidesTitle = false, onClose, children }: Props) {
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[light-dark(rgb(28_27_25/.35),rgb(0_0_0/.6))]" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[10dvh] left-1/2 z-50 flex max-h-[80dvh] w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 flex-col overflow-hidden rounded-card border border-line bg-card shadow-2xl"
        >
          <Radix.Title className={hidesTitle ? "sr-only" : "px-5 pt-4 pb-2 font-semibold text-lg"}>{title}</Radix.Title>
          {!hidesTitle && (
            <Radix.Close
              aria-label="Close"
              className="absolute top-2 right-2 grid size-10 place-items-center rounded-lg text-dim hover:bg-sunken hover:text-ink"
            >
              <X aria-hidden className="size-4" />
            </Radix.Close>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
