import { getDb } from "@/db/client";
import { countBytes, isZip, peekHead } from "@/db/ingest/decompress";
import { FileError } from "@/db/ingest/file-error";
import { previewArchive } from "@/db/ingest/preview-archive";
import { previewFile } from "@/db/ingest/preview-file";
import { toWire } from "@/lib/wire";
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
      const file = headOf(request);
      const { head, all } = await peekHead(countBytes(file.bytes, () => {}));
      if (isZip(head)) return Response.json(toWire(await previewArchive(all)));
      return Response.json(await previewFile(getDb(), access.project.id, { ...file, bytes: all }));
    } catch (error) {
      if (error instanceof FileError) return problem(422, error.message);
      throw error;
    }
  });
}
