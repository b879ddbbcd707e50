import { getDb } from "@/db/client";
import { getMergeForecast } from "@/db/queries/get-merge-forecast";
import { toWire } from "@/lib/wire";
import { authorise } from "../../authorise";
import { handle } from "../../handle";
import { otherMethods } from "../../other-methods";
import { badParameters, problem } from "../../problem";

export const { OPTIONS, POST, PUT, PATCH, DELETE } = otherMethods("GET");

const NAMES = ["sent", "model", "effort"];
const MAX_NAME = 200;

/**
 * What comparing the name `sent` as `model` (and `effort`, where the name holds one) would move, and which arms meet;
 * without `model` what a split would. `PUT /api/prices` does it, and `POST /api/prices/recompute?of=names` moves them.
 */
export async function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const query = new URL(request.url).searchParams;
    const unknown = [...query.keys()].filter((name) => !NAMES.includes(name));
    const [sent = "", model = "", effort = ""] = NAMES.map((name) => query.get(name)?.trim() ?? "");
    const errors = [
      ...unknown.map((name) => ({
        ...{ pointer: name, code: "unknown_parameter" },
        message: `“${name.slice(0, 50)}” is not known here`,
      })),
      ...NAMES.filter((name) => (query.get(name) ?? "").length > MAX_NAME).map((name) => ({
        ...{ pointer: name, code: "too_big" },
        message: `${name} must not be longer than ${MAX_NAME} characters`,
      })),
      ...(sent === ""
        ? [{ pointer: "sent", code: "missing", message: "sent is missing: the name that runs send" }]
        : []),
    ];
    if (errors.length > 0) return badParameters(errors);
    const as = model === "" ? null : { model, effort: effort || null };
    const forecast = await getMergeForecast(getDb(), access.project.id, { sent, as });
    if (!forecast) return problem(503, "Counting these runs took too long: it may be merged without.");
    return Response.json(toWire({ sent, as, ...forecast }));
  });
}
