import type { Project } from "@/db/queries/get-project";
import type { ArmRow } from "@/db/queries/list-arms";
import type { Filter } from "@/lib/filter";
import { dayIn } from "@/lib/time";
import { type FilterView, filterView } from "@/lib/view/filter-view";

/** What there is to choose from, as the arms of a project tell it. */
export type ArmField = "workflow" | "step" | "model" | "effort" | "service_tier";

type Page = {
  path: string;
  filter: Filter;
  /** All arms of the project, whatever the filter. */
  arms: ArmRow[];
  fields: ArmField[];
  /** Fields that no arm has, with all that they can be: `lane`, `harness`, `status`. */
  others?: { lane?: string[]; harness?: string[]; status?: readonly string[] };
  /** The page's own parameters. */
  keep?: [name: string, value: string][];
};

/** The filter bar of a page; today is the project's. */
export function pageFilter(project: Project, { path, filter, arms, fields, others, keep }: Page): FilterView {
  const options = Object.fromEntries([
    ...fields.map((field) => [field, [...new Set(arms.flatMap((arm) => valuesOf(arm, field)))]]),
    ...Object.entries(others ?? {}),
  ]);
  return filterView({ path, filter, options, keep, today: dayIn(project.timeZone)(new Date().toISOString()) });
}

function valuesOf(arm: ArmRow, field: ArmField): string[] {
  switch (field) {
    case "workflow":
      return arm.workflows;
    case "step":
      return arm.steps;
    case "model":
      return [arm.model];
    case "effort":
      return [arm.effort];
    case "service_tier":
      return [arm.serviceTier];
  }
}
