import Link from "next/link";
import { Button } from "./button";
import { controlClass } from "./field";

export type FilterOption = { name: string; label: string; options: string[]; value: string };

type Props = {
  /** Where the form goes: this page. */
  action: string;
  selects: FilterOption[];
  from: string;
  to: string;
  /** Other parameters of the page that stay as they are. */
  keep: [string, string][];
  /** The page without any filter, or null if there is none. */
  clearHref: string | null;
};

/** What the page is narrowed by: a plain form, so that the URL holds it and no script is needed. */
export function FilterBar({ action, selects, from, to, keep, clearHref }: Props) {
  return (
    <form
      key={JSON.stringify([selects, from, to])}
      autoComplete="off"
      action={action}
      className="mb-5 flex flex-wrap items-end gap-3"
      aria-label="Filter"
    >
      {keep.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {selects.map(({ name, label, options, value }) => (
        <label key={name} className="min-w-0 flex-1 basis-36 text-dim text-xs sm:max-w-52">
          {label}
          <select name={name} defaultValue={value} className={controlClass}>
            <option value="">All</option>
            {[...new Set(value === "" ? options : [value, ...options])].sort().map((option) => (
              <option key={option} value={option}>
                {option}
              </option>
            ))}
          </select>
        </label>
      ))}
      <label className="min-w-0 flex-1 basis-32 text-dim text-xs sm:max-w-40">
        From
        <input type="date" name="from" defaultValue={from} className={controlClass} />
      </label>
      <label className="min-w-0 flex-1 basis-32 text-dim text-xs sm:max-w-40">
        Before
        <input type="date" name="to" defaultValue={to} className={controlClass} />
      </label>
      <Button type="submit" kind="quiet">
        Show
      </Button>
      {clearHref && (
        <Link href={clearHref as "/"} className="inline-flex min-h-10 items-center text-dim text-sm underline">
          Clear
        </Link>
      )}
    </form>
  );
}
