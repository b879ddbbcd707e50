import { getDb } from "@/db/client";
import { saveOwnPrices } from "@/db/pricing/save-own-prices";
import { getOwnPrices } from "@/db/queries/get-own-prices";
import { parseTier } from "@/lib/pricing/parse-override";
import { findPrice } from "@/lib/pricing/price-book";
import { parsePricesBody, pricesBody } from "@/lib/pricing/prices-body";
import { parseDay } from "@/lib/time";
import { toWire } from "@/lib/wire";
import { authorise } from "../authorise";
import { handle } from "../handle";
import { badBody, readJson } from "../json-body";
import { otherMethods } from "../other-methods";
import { badParameters, problem } from "../problem";

export const { OPTIONS, POST, PATCH, DELETE } = otherMethods("GET", "PUT");

/** The project's own prices and model names; with `model` (and `on`, `provider`, `service_tier`) the price of one. */
export async function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const query = new URL(request.url).searchParams;
    const model = query.get("model");
    if (model === null) return answer(access.project.id);
    const on = query.get("on") ?? new Date().toISOString().slice(0, 10);
    const serviceTier = parseTier(query.get("service_tier") ?? "");
    if (!parseDay(on)) return badParameters([bad("on", "on must be a day like 2026-11-01")]);
    if (serviceTier === undefined) return badParameters([bad("service_tier", "service_tier is none that is known")]);
    const own = await getOwnPrices(getDb().$client, access.project.id);
    const question = { model, provider: query.get("provider"), serviceTier, at: `${on}T12:00:00.000Z` };
    const found = findPrice(question, own.overrides, own.aliases);
    if ("missing" in found) return Response.json(toWire({ model, on, ...found }));
    const perMillion = Object.fromEntries(Object.entries(found.rates).map(([kind, nano]) => [kind, nano / 1_000]));
    return Response.json(toWire({ model, on, usdPerMillion: perMillion, source: found.source }));
  });
}

/** Sets and takes away own prices and names, all that is given or nothing. Stored runs move by a recompute alone. */
export async function PUT(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "admin");
    if (!access.ok) return access.response;
    const tag = request.headers.get("if-match")?.trim() ?? "";
    if (tag === "") {
      return problem(428, "Send If-Match with the ETag of GET /api/prices, or * to save over whatever is there.");
    }
    const version = /^(?:W\/)?"(\d{1,15})"$/.exec(tag)?.[1];
    const lookedAt = tag === "*" ? null : version === undefined ? -1 : Number(version);
    const sent = await readJson(request);
    if (!sent.ok) return sent.response;
    const parsed = parsePricesBody(sent.body);
    if (!parsed.ok) return badBody(parsed.errors);
    const saved = await saveOwnPrices(getDb(), access.project.id, parsed.edits, { lookedAt, by: access.by });
    if (saved.ok) return answer(access.project.id);
    if (saved.problem === "too_many") return problem(409, "There are too many own prices or names.");
    const headers = { ETag: `"${saved.version}"` };
    return problem(412, "Somebody else has changed the prices since; nothing was saved.", {}, headers);
  });
}

async function answer(projectId: string): Promise<Response> {
  const own = await getOwnPrices(getDb().$client, projectId);
  return Response.json(pricesBody(own), { headers: { ETag: `"${own.version}"` } });
}

const bad = (pointer: string, message: string) => ({ pointer, code: "invalid", message });
