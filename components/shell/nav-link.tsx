"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A link of the main navigation, which knows whether one is there. */
export function NavLink({
  href,
  children,
}: {
  href: "/" | "/upgrades" | "/review" | "/uploads" | "/settings";
  children: ReactNode;
}) {
  const path = usePathname();
  const here = href === "/" ? path === "/" : path.startsWith(href);
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className="inline-flex min-h-10 items-center whitespace-nowrap rounded-lg px-2 text-dim no-underline max-sm:px-1 max-sm:text-xs hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink"
    >
      {children}
    </Link>
  );
}
