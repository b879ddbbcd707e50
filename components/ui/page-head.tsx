import type { ReactNode } from "react";

type Props = { crumb?: ReactNode; title: ReactNode; children?: ReactNode };

/** The page in one sentence, and what to know with it. */
export function PageHead({ crumb, title, children }: Props) {
  return (
    <header className="mb-6">
      {crumb && <div className="mb-2 text-dim text-xs">{crumb}</div>}
      <h1 className="max-w-4xl font-semibold text-xl sm:text-2xl">{title}</h1>
      {children && <div className="mt-3 max-w-3xl text-dim">{children}</div>}
    </header>
  );
}
