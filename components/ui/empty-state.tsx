import type { ReactNode } from "react";

/** Nothing here yet: why, and what to do about it. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="rounded-card border border-edge border-dashed px-5 py-10 text-center">
      <p className="mb-2 font-semibold text-lg">{title}</p>
      <div className="mx-auto max-w-xl text-dim">{children}</div>
    </div>
  );
}
