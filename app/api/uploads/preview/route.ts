import { getDb } from "@/db/client";
import { FileError } from "@/db/ingest/file-error";
import { previewFile } from "@/db/ingest/preview-file";
import { authorise } from "../../authorise";
import { handle } from "../../handle";
import { otherMethods } from "../../other-methods";
import { problem } from "../../problem";
import { headOf } from "./head-of";

export const { OPTIONS, GET, PUT, PATCH, DELETE } = otherMethods("POST");

/** What a file looks like by its first bytes: for the upload page, which sends them before the file. */
export async function POST(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "ingest");
    if (!access.ok) return access.response;
    try {
      return Response.json(await previewFile(getDb(), access.project.id, headOf(request)));
    } catch (error) {
      if (error instanceof FileError) return problem(422, error.message);
      throw error;
    }
  });
}
