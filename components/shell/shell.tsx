import { LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { PAGES } from "@/lib/view/pages";
import { CommandCentre } from "./command-centre";
import { NavLink } from "./nav-link";
import { ThemeToggle } from "./theme-toggle";
import { Toasts } from "./toasts";

type Props = {
  signOut: () => Promise<void>;
  /** How much waits for a review, beside the way there. */
  waiting: ReactNode;
  children: ReactNode;
};

/** What surrounds every page: the way to the others, and out. */
export function Shell({ signOut, waiting, children }: Props) {
  return (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:m-2 focus:rounded-lg focus:bg-card focus:px-3 focus:py-2"
      >
        Skip to the content
      </a>
      <header className="border-line border-b print:hidden">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-3 px-4 sm:px-8 lg:gap-x-5">
          <span className="font-semibold tracking-tight">Payoff</span>
          <nav
            aria-label="Main"
            className="-mx-2 flex overflow-x-auto [scrollbar-width:none] max-lg:order-last max-lg:basis-full max-sm:-mr-4 max-sm:[mask-image:linear-gradient(to_right,black_88%,transparent)]"
          >
            {PAGES.map(({ href, label }) => (
              <NavLink key={href} href={href}>
                {label}
                {href === "/review" && waiting}
              </NavLink>
            ))}
          </nav>
          <div className="ml-auto flex items-center">
            <CommandCentre />
            <ThemeToggle />
            <form action={signOut}>
              <button
                type="submit"
                aria-label="Sign out"
                className="grid size-10 place-items-center rounded-lg text-dim hover:bg-sunken hover:text-ink"
              >
                <LogOut aria-hidden className="size-4" />
              </button>
            </form>
          </div>
        </div>
      </header>
      <main id="main" className="mx-auto max-w-6xl px-4 pt-8 pb-16 sm:px-8">
        {children}
      </main>
      <Toasts />
    </>
  );
}
