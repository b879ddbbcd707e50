import { compareUpgrade } from "@/app/compare-upgrade";
import { getNoiseFloor } from "@/app/noise-floor";
import { trendOf } from "@/lib/verdict/trend";
import { toWire } from "@/lib/wire";
import { authorise } from "../authorise";
import { handle } from "../handle";
import { otherMethods } from "../other-methods";
import { badParameters } from "../problem";

export const { OPTIONS, POST, PUT, PATCH, DELETE } = otherMethods("GET");

/** One upgrade, whole: what the page shows. The noise floor, which reads receipts, and the trend on request alone. */
export async function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const answer = await compareUpgrade(access.project, new URL(request.url).searchParams);
    if (!answer.ok) return badParameters(answer.errors);
    const { comparison, question, input } = answer;
    const noiseFloor = question.noiseFloor ? await getNoiseFloor(access.project, answer) : undefined;
    const trend = question.trend ? trendOf(input) : undefined;
    return Response.json(toWire({ ...comparison, noiseFloor, trend }));
  });
}
