"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import type { PageHref } from "@/lib/view/pages";

/** A link of the main navigation, which knows whether one is there, and whether one is on the way. */
export function NavLink({ href, children }: { href: PageHref; children: ReactNode }) {
  const path = usePathname();
  const isHere = href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // On a phone the navigation is wider than the screen.
    if (isHere) link.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [isHere]);
  return (
    <Link
      ref={link}
      href={href}
      aria-current={isHere ? "page" : undefined}
      className="relative inline-flex min-h-11 items-center whitespace-nowrap px-2 text-dim no-underline hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:shadow-[inset_0_-2px_0_var(--ink)]"
    >
      {children}
      <OnTheWay />
    </Link>
  );
}

/** A page that takes a moment says so where one clicked; one that comes at once does not. */
function OnTheWay() {
  const { pending } = useLinkStatus();
  return (
    <span
      aria-hidden
      className={`absolute inset-x-2 bottom-0 h-0.5 bg-accent transition-opacity ${pending ? "opacity-100 delay-150" : "opacity-0"}`}
    />
  );
}
