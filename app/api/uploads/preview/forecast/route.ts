import { getDb } from "@/db/client";
import { FileError } from "@/db/ingest/file-error";
import { forecastFile } from "@/db/ingest/forecast-file";
import { toWire } from "@/lib/wire";
import { authorise } from "../../../authorise";
import { handle } from "../../../handle";
import { otherMethods } from "../../../other-methods";
import { badParameters, problem } from "../../../problem";
import { readMapping } from "../../read-mapping";
import { readStartedAt } from "../../read-started-at";
import { headOf } from "../head-of";

export const { OPTIONS, GET, PUT, PATCH, DELETE } = otherMethods("POST");

/** What would become of a file's first records, by a mapping if they need one: for the upload page. Writes nothing. */
export async function POST(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "ingest");
    if (!access.ok) return access.response;
    const { searchParams } = new URL(request.url);
    const mapping = readMapping(searchParams.get("mapping"));
    if (!mapping.ok) return badParameters(mapping.errors);
    const time = readStartedAt(searchParams.get("started_at"));
    if (!time.ok) return badParameters(time.errors);
    try {
      const head = headOf(request);
      return Response.json(toWire(await forecastFile(getDb(), access.project, head, mapping.mapping, time.startedAt)));
    } catch (error) {
      if (error instanceof FileError) return problem(422, error.message);
      throw error;
    }
  });
}
