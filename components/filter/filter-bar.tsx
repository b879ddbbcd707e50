import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { FilterView } from "@/lib/view/filter-view";
import { ChoicePanel } from "./choice-panel";
import { DayPanel } from "./day-panel";
import { FilterChips } from "./filter-chips";
import { FilterForm } from "./filter-form";

/** What the page is narrowed by: a plain form, so that the URL holds it and no script is needed. */
export function FilterBar({ view }: { view: FilterView }) {
  return (
    // What is chosen is the form's beginning: another address is another form.
    <section key={JSON.stringify([view.chips, view.hidden])} aria-label="Filter" className="mb-6">
      <FilterForm path={view.path}>
        {view.hidden.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        {view.fields.map((field) => (
          <ChoicePanel key={field.name} field={field} />
        ))}
        <DayPanel days={view.days} />
        <Button type="submit" kind="quiet">
          Show
        </Button>
        {view.clearHref && (
          <Link href={view.clearHref as "/"} className="inline-flex min-h-10 items-center px-1 text-dim underline">
            Clear
          </Link>
        )}
      </FilterForm>
      <FilterChips chips={view.chips} />
    </section>
  );
}
