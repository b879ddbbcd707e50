import { SERVICE_TIERS, STATUSES } from "@/lib/receipts/receipt";
import { parseDay, parseInstant } from "@/lib/time";

/** One thing that is wrong with a query string. `pointer` names the parameter. */
export type ParameterError = { pointer: string; code: string; message: string };

/** Fields that can be filtered by several values; the empty text is *not recorded*. */
export const FILTER_FIELDS = ["workflow", "step", "model", "effort", "serviceTier", "lane", "harness"] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** What pages and the API narrow figures by. Half-open in time; null or an empty list does not narrow. */
export type Filter = {
  from: Moment | null;
  to: Moment | null;
  status: string[];
} & Record<FilterField, string[]>;

/** A day of the project's time zone, or an instant (UTC ISO 8601). */
export type Moment = { day: string } | { instant: string };

/** Search parameters as Next gives them to pages, or a URL's own. */
export type Parameters = URLSearchParams | Record<string, string | string[] | undefined>;

const NAMES: Record<string, FilterField> = {
  workflow: "workflow",
  step: "step",
  model: "model",
  effort: "effort",
  service_tier: "serviceTier",
  lane: "lane",
  harness: "harness",
};
const MAX_VALUES = 100;
/** How a URL says *not recorded*. */
const UNSET = "unset";

export const EMPTY_FILTER: Filter = {
  from: null,
  to: null,
  status: [],
  workflow: [],
  step: [],
  model: [],
  effort: [],
  serviceTier: [],
  lane: [],
  harness: [],
};

/** Name and value pairs in their order, an absent value left out. */
export function parameterPairs(parameters: Parameters): [string, string][] {
  if (parameters instanceof URLSearchParams) return [...parameters];
  return Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((each): [string, string] => [name, each]),
  );
}

/**
 * The filter of a URL. A name that is no filter and not among `others` is an error, as is a value that a filter
 * cannot have: a filter that is misspelt must not look like an answer.
 */
export function parseFilter(
  parameters: Parameters,
  others: readonly string[] = [],
): { ok: true; filter: Filter } | { ok: false; errors: ParameterError[] } {
  const filter: Filter = structuredClone(EMPTY_FILTER);
  const errors: ParameterError[] = [];
  const fail = (name: string, code: string, message: string) => errors.push({ pointer: name, code, message });
  for (const [name, value] of parameterPairs(parameters)) {
    const field = NAMES[name];
    // A form sends its empty selects too: no choice is no filter.
    if (others.includes(name) || (value === "" && (field || ["from", "to", "status"].includes(name)))) continue;
    if (name === "from" || name === "to") {
      const moment = parseMoment(value);
      if (moment) filter[name] = moment;
      else
        fail(name, "invalid_value", `${name} must be a day (2026-11-02) or an instant with a zone, and is “${value}”`);
    } else if (name === "status") {
      if ((STATUSES as readonly string[]).includes(value)) filter.status.push(value);
      else fail(name, "invalid_value", `status must be one of ${STATUSES.join(", ")}, and is “${value}”`);
    } else if (!field) {
      const known = ["from", "to", "status", ...Object.keys(NAMES), ...others];
      fail(name, "unknown_parameter", `“${name}” is not known here; known are ${known.join(", ")}`);
    } else if (field === "serviceTier" && value !== UNSET && !(SERVICE_TIERS as readonly string[]).includes(value)) {
      fail(
        name,
        "invalid_value",
        `service_tier must be one of ${SERVICE_TIERS.join(", ")}, ${UNSET}, and is “${value}”`,
      );
    } else if (value.length > 200 || value.includes("\0")) {
      fail(name, "invalid_value", `${name} has a value that no receipt can have`);
    } else if (filter[field].length >= MAX_VALUES) {
      fail(name, "too_many", `${name} may have ${MAX_VALUES} values at most`);
    } else filter[field].push(value === UNSET && isOptional(field) ? "" : value);
  }
  if (filter.from && filter.to && sortKey(filter.from) > sortKey(filter.to)) {
    fail("to", "invalid_value", "to lies before from");
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, filter };
}

/** The filter as URL parameters, so that every link keeps it. */
export function filterParameters(filter: Filter): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of ["from", "to"] as const) {
    const moment = filter[name];
    if (moment) parameters.set(name, "day" in moment ? moment.day : moment.instant);
  }
  for (const [name, field] of Object.entries(NAMES)) {
    for (const value of filter[field]) parameters.append(name, value === "" ? UNSET : value);
  }
  for (const status of filter.status) parameters.append("status", status);
  return parameters;
}

function isOptional(field: FilterField): boolean {
  return field === "effort" || field === "serviceTier" || field === "lane" || field === "harness";
}

function parseMoment(text: string): Moment | null {
  const day = parseDay(text);
  if (day) return { day };
  // A plus sign in a query string arrives as a space.
  const parsed = parseInstant(text.replace(/ (?=\d{2}:?\d{2}$)/, "+"));
  return parsed.ok ? { instant: parsed.instant } : null;
}

function sortKey(moment: Moment): string {
  return "day" in moment ? moment.day : moment.instant;
}
