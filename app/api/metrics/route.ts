import { getCellsOnDay } from "@/app/cells-on-day";
import { getDb } from "@/db/client";
import { getSettings } from "@/db/queries/get-settings";
import { listCells } from "@/db/queries/list-cells";
import { type ParameterError, parseFilter } from "@/lib/filter";
import { GROUPS, type Group, groupCells } from "@/lib/verdict/group-cells";
import { metricsRow } from "@/lib/verdict/metrics-row";
import { parsePricesAt } from "@/lib/verdict/question-terms";
import { projectSettings } from "@/lib/verdict/saved-settings";
import { toWire, verbatim } from "@/lib/wire";
import { authorise } from "../authorise";
import { handle } from "../handle";
import { otherMethods } from "../other-methods";
import { badParameters } from "../problem";

export const { OPTIONS, POST, PUT, PATCH, DELETE } = otherMethods("GET");

/** Figures of the filtered runs, grouped, each with its interval; from cells alone, but for one day's prices. */
export async function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const { searchParams } = new URL(request.url);
    const parsed = parseFilter(searchParams, ["group_by", "prices_at"]);
    const groups = parseGroups(searchParams.getAll("group_by"));
    const errors = [...(parsed.ok ? [] : parsed.errors), ...groups.errors];
    if (parsed.ok && parsed.filter.status.length > 0) {
      const message = "status cannot narrow figures: each row counts the statuses; GET /api/receipts takes it";
      errors.push({ pointer: "status", code: "not_here", message });
    }
    const day = parsePricesAt(searchParams.get("prices_at") ?? "");
    if (!day.ok) errors.push({ pointer: "prices_at", code: "invalid_value", message: day.message });
    if (!parsed.ok || !day.ok || errors.length > 0) return badParameters(errors);
    const db = getDb();
    const keep = (["lane", "harness"] as const).filter((name) => groups.by.includes(name));
    const [saved, { cells, pricesAt }] = await Promise.all([
      getSettings(db, access.project.id),
      day.value === null
        ? listCells(db, access.project, parsed.filter, { keep }).then((stored) => ({ cells: stored, pricesAt: null }))
        : getCellsOnDay(access.project, parsed.filter, day.value, { keep }),
    ]);
    const settings = projectSettings(saved);
    const rows = groupCells(cells, groups.by).map(({ key, cells: own }) => ({
      key: verbatim(key),
      ...metricsRow(own, settings),
    }));
    return Response.json(toWire({ pricesAt, rows }));
  });
}

function parseGroups(given: string[]): { by: Group[]; errors: ParameterError[] } {
  const names = [...new Set(given.flatMap((each) => each.split(",")).filter((name) => name !== ""))];
  const errors = names
    .filter((name) => !Object.hasOwn(GROUPS, name))
    .map((name) => ({
      pointer: "group_by",
      code: "invalid_value",
      message: `group_by takes ${Object.keys(GROUPS).join(", ")}, and not “${name.slice(0, 50)}”`,
    }));
  return { by: names as Group[], errors };
}
