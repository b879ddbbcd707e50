import { X } from "lucide-react";
import Link from "next/link";
import { Name } from "@/components/ui/name";
import type { FilterView } from "@/lib/view/filter-view";

/** What narrows the page, each with a way to take it away. */
export function FilterChips({ chips }: { chips: FilterView["chips"] }) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Active filters" className="mt-2 flex flex-wrap gap-1.5">
      {chips.map(({ text, withoutHref }) => (
        <li key={text} className="inline-flex items-center rounded-full border border-line bg-sunken pl-3 text-xs">
          <Name>{text}</Name>
          <Link
            href={withoutHref as "/"}
            aria-label={`Remove ${text}`}
            className="grid size-7 place-items-center rounded-full text-dim hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
