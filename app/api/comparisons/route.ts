import { compareUpgrade } from "@/app/compare-upgrade";
import { toWire } from "@/lib/wire";
import { authorise } from "../authorise";
import { handle } from "../handle";
import { otherMethods } from "../other-methods";
import { badParameters } from "../problem";

export const { OPTIONS, POST, PUT, PATCH, DELETE } = otherMethods("GET");

/** One upgrade, whole: what the page shows. */
export async function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const answer = await compareUpgrade(access.project, new URL(request.url).searchParams);
    return answer.ok ? Response.json(toWire(answer.comparison)) : badParameters(answer.errors);
  });
}
