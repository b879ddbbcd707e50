import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const KINDS = {
  info: { look: "border-line bg-sunken", mark: "text-dim", Icon: Info },
  warn: { look: "border-unsure/40 bg-unsure-soft", mark: "text-unsure", Icon: TriangleAlert },
  error: { look: "border-bad/40 bg-bad-soft", mark: "text-bad", Icon: CircleAlert },
};

type Props = { kind: keyof typeof KINDS; title?: string; live?: boolean; children?: ReactNode };

/** Something to know before reading on. `live` announces it to screen readers when it appears. */
export function Notice({ kind, title, live, children }: Props) {
  const { look, mark, Icon } = KINDS[kind];
  return (
    <div role={live ? "alert" : undefined} className={`mb-4 flex gap-3 rounded-card border px-4 py-3 text-sm ${look}`}>
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${mark}`} />
      <div className="min-w-0">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
    </div>
  );
}
