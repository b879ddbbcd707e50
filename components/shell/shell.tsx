import { LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { NavLink } from "./nav-link";
import { ThemeToggle } from "./theme-toggle";

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
        className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:m-2 focus:rounded-lg focus:bg-card focus:px-3 focus:py-2"
      >
        Skip to the content
      </a>
      <header className="border-line border-b">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-3 px-4 py-1.5 sm:gap-x-6 sm:px-8">
          <span className="font-semibold tracking-tight">Payoff</span>
          <nav
            aria-label="Main"
            className="-mx-2 flex max-sm:order-last max-sm:-mx-1 max-sm:grow max-sm:basis-full max-sm:justify-between max-sm:overflow-x-auto sm:gap-2"
          >
            <NavLink href="/">Overview</NavLink>
            <NavLink href="/upgrades">Upgrades</NavLink>
            <NavLink href="/review">Review{waiting}</NavLink>
            <NavLink href="/uploads">Uploads</NavLink>
            <NavLink href="/settings">Settings</NavLink>
          </nav>
          <div className="ml-auto flex items-center">
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
      <main id="main" className="mx-auto max-w-6xl px-4 pt-7 pb-16 sm:px-8">
        {children}
      </main>
    </>
  );
}
