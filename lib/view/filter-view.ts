import { type FILTER_NAMES, type Filter, filterParameters, type Moment } from "@/lib/filter";
import { formatCount, formatDay } from "@/lib/format";
import { addDays } from "@/lib/time";

export type FilterChoice = { value: string; label: string; isChosen: boolean };
export type FilterView = {
  /** Where the form goes: the page itself. */
  path: string;
  fields: { name: string; label: string; summary: string; choices: FilterChoice[] }[];
  days: DaysView;
  /** What is active, each with the address without it. */
  chips: { text: string; withoutHref: string }[];
  /** The page without any filter; null where there is none. */
  clearHref: string | null;
  /** What the form carries along unseen: the page's own parameters, and filters that it has no field for. */
  hidden: [name: string, value: string][];
};
export type DaysView = {
  summary: string;
  /** Days as inputs want them; empty where not bounded. Half-open. */
  from: string;
  to: string;
  presets: { label: string; href: string; isCurrent: boolean }[];
};

type Question = {
  path: string;
  filter: Filter;
  /** What each field of the form can be, by its name in a URL; the form has these fields, in this order. */
  options: Partial<Record<FilterName, readonly string[]>>;
  /** Today in the project's time zone. */
  today: string;
  /** The page's own parameters. */
  keep?: [name: string, value: string][];
};
type FilterName = keyof typeof FILTER_NAMES | "status";

const LABELS: Record<FilterName, string> = {
  workflow: "Workflow",
  step: "Step",
  model: "Model",
  effort: "Effort",
  service_tier: "Service tier",
  lane: "Lane",
  harness: "Harness",
  status: "Status",
};
const NOT_RECORDED = "not recorded";

/** The filter of a page, as its form, its chips and its presets show it. */
export function filterView({ path, filter, options, today, keep = [] }: Question): FilterView {
  const pairs = [...filterParameters(filter)];
  const href = (kept: [string, string][]) => {
    const query = new URLSearchParams([...kept, ...keep]).toString();
    return query === "" ? path : `${path}?${query}`;
  };
  const fields = (Object.keys(options) as FilterName[]).map((name) => {
    const chosen = pairs.filter(([each]) => each === name).map(([, value]) => value);
    const values = [...new Set([...(options[name] ?? []).map((value) => value || "unset"), ...chosen])].sort();
    const choices = values.map((value) => ({ value, label: valueText(value), isChosen: chosen.includes(value) }));
    return { name, label: LABELS[name], summary: summaryOf(chosen), choices };
  });
  const others = pairs.filter(([name]) => name !== "from" && name !== "to");
  return {
    path,
    fields,
    days: daysView(filter, today, (days) => href([...days, ...others])),
    chips: [
      ...(filter.from || filter.to ? [{ text: daysText(filter), withoutHref: href(others) }] : []),
      ...others.map(([name, value]) => ({
        text: `${LABELS[name as FilterName]}: ${valueText(value)}`,
        withoutHref: href(pairs.filter((pair) => pair[0] !== name || pair[1] !== value)),
      })),
    ],
    clearHref: pairs.length === 0 ? null : href([]),
    hidden: [...others.filter(([name]) => !(name in options)), ...keep],
  };
}

function daysView(filter: Filter, today: string, href: (days: [string, string][]) => string): DaysView {
  const starts: [label: string, from: string | null][] = [
    ["Last 7 days", addDays(today, -6)],
    ["Last 28 days", addDays(today, -27)],
    ["Last 90 days", addDays(today, -89)],
    ["This month", `${today.slice(0, 8)}01`],
    ["All days", null],
  ];
  const [from, to] = [dayOf(filter.from), dayOf(filter.to)];
  return {
    summary: filter.from || filter.to ? daysText(filter) : "all",
    from,
    to,
    presets: starts.map(([label, start]) => ({
      label,
      href: href(start === null ? [] : [["from", start]]),
      isCurrent: to === "" && from === (start ?? ""),
    })),
  };
}

/** `2 Sep 2026 to 14 Nov 2026`, both ends included; an instant says its time. */
function daysText({ from, to }: Pick<Filter, "from" | "to">): string {
  const first = from && ("day" in from ? formatDay(from.day) : from.instant);
  const last = to && ("day" in to ? formatDay(addDays(to.day, -1)) : `before ${to.instant}`);
  if (first && last) return first === last ? first : `${first} to ${last}`;
  return first ? `from ${first}` : `to ${last}`;
}

function dayOf(moment: Moment | null): string {
  return moment === null ? "" : "day" in moment ? moment.day : moment.instant.slice(0, 10);
}

function valueText(value: string): string {
  return value === "unset" ? NOT_RECORDED : value;
}

function summaryOf(chosen: string[]): string {
  if (chosen.length === 0) return "all";
  return chosen.length === 1 ? valueText(chosen[0] ?? "") : `${formatCount(chosen.length)} chosen`;
}
