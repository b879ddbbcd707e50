import type { ReactNode } from "react";

type Props = { title?: string; sub?: ReactNode; id?: string; aside?: ReactNode; children: ReactNode };

/** A sheet on the page, named by its title. */
export function Card({ title, sub, id, aside, children }: Props) {
  return (
    <section
      aria-label={title}
      id={id}
      className="mb-4 min-w-0 break-inside-avoid rounded-card border border-line bg-card p-4 sm:p-5"
    >
      {title && (
        <header className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 className="font-semibold text-base">{title}</h2>
          {aside}
          {sub && <p className="w-full text-dim text-xs">{sub}</p>}
        </header>
      )}
      {children}
    </section>
  );
}
