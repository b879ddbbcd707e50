import type { FilterOption } from "@/components/ui/filter-bar";
import type { ArmRow } from "@/db/queries/list-arms";
import type { Filter } from "@/lib/filter";

/** The selects of a filter form: what exists, and what is chosen. */
export function filterSelects(arms: ArmRow[], filter: Filter): FilterOption[] {
  return [
    {
      name: "workflow",
      label: "Workflow",
      options: [...new Set(arms.flatMap((arm) => arm.workflows))],
      value: filter.workflow[0] ?? "",
    },
    {
      name: "step",
      label: "Step",
      options: [...new Set(arms.flatMap((arm) => arm.steps))],
      value: filter.step[0] ?? "",
    },
  ];
}

/** The days of a filter form; an instant shows its day. */
export function filterDays(filter: Filter): { from: string; to: string } {
  const day = (moment: Filter["from"]) =>
    moment === null ? "" : "day" in moment ? moment.day : moment.instant.slice(0, 10);
  return { from: day(filter.from), to: day(filter.to) };
}
