import { listVerdicts } from "@/app/list-verdicts";
import { toWire } from "@/lib/wire";
import { authorise } from "../authorise";
import { handle } from "../handle";
import { otherMethods } from "../other-methods";
import { badParameters } from "../problem";

export const { OPTIONS, POST, PUT, PATCH, DELETE } = otherMethods("GET");

/** All upgrades of the project at a glance, for scripts. */
export async function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const page = await listVerdicts(access.project, new URL(request.url).searchParams);
    if (!page.ok) return badParameters(page.errors);
    const { verdicts, pricesAt, nextCursor } = page;
    return Response.json(toWire({ verdicts, pricesAt, nextCursor }));
  });
}
